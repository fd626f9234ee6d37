"""python ranker.py > ranker.json: the second stage and PyTorch's dense Adam in numpy, float64; the numbers that RankerReferenceTests expect.

A song's graph embedding is ReLU(W mean + b) over the nodes of its list, or ReLU(W_k mean + B_k e + b_k) in layers; a gated
recurrent unit with r ∘ h inside U_h runs over the past songs; the ranker is w_2 · ReLU(W_1 [h ; g ; x] + b_1) + v · x + b_2.
Parameters are laid out as in SequenceRanker.swift. Gradients are written out by hand and checked here against central
differences.
"""
import json, numpy as np

NODES, SONGS, E, S, H, X, RATE = 7, 4, 3, 2, 4, 2, 0.01
LISTS = [[0, 4, 5], [1, 4, 2], [2, 5], [3, 0], [4, 1], [5, 2], [6]]
FACTORS = [[1, 2, 0.5], [1, 1, 3], [1, 1], [0.5, 1], [1, 1], [1, 2], [1]]


def start(shape, shift, scale=0.8):
    """Numbers without a pattern that any language can make: scaled sines."""
    return scale * np.sin(1.7 * np.arange(np.prod(shape)) + shift).reshape(shape)


def bias(width, shift):
    return np.abs(start((1, width), shift, 0.5))


def parameters(layers):
    p = [start((NODES, E), 0.1)]
    for k in range(max(layers, 1)):
        p += [start((E, 2 * E if layers else E), 0.2 + k), bias(E, 0.3 + k)]
    p += [start((3 * S, E), 0.4), start((1, 3 * S), 0.5), start((3 * S, S), 0.6)]
    return p + [start((H, S + E + X), 0.7), bias(H, 0.8), start((1, H + X), 0.9), start((1, 1), 1.0)]


MEAN = np.zeros((NODES, NODES))
for i, (nodes, factors) in enumerate(zip(LISTS, FACTORS)):
    for node, factor in zip(nodes, factors):
        MEAN[i, node] += factor / sum(factors)
sigmoid = lambda a: 1 / (1 + np.exp(-a))


def embed(p, layers):
    """The outputs of all layers for all nodes and what went into them."""
    outputs, inputs = [p[0]], []
    for k in range(max(layers, 1)):
        e = outputs[-1]
        inputs.append(np.concatenate([MEAN @ e, e], 1) if layers else MEAN @ e)
        outputs.append(np.maximum(0, inputs[-1] @ p[1 + 2 * k].T + p[2 + 2 * k]))
    return outputs, inputs


def run(g, songs, W, b, U):
    """The states before and after each song, and the gates."""
    states, gates = [np.zeros(S)], []
    for song in songs:
        h, a = states[-1], W @ g[song] + b[0]
        z, r = sigmoid(a[:S] + U[:S] @ h), sigmoid(a[S : 2 * S] + U[S : 2 * S] @ h)
        n = np.tanh(a[2 * S :] + U[2 * S :] @ (r * h))
        gates.append((z, r, n))
        states.append((1 - z) * h + z * n)
    return states, gates


def score(p, g, state, candidates, x):
    W1, b1, w, b2 = p[-4:]
    head_in = np.concatenate([np.tile(state, (len(candidates), 1)), g[candidates], x], 1)
    hidden = np.maximum(0, head_in @ W1.T + b1)
    return head_in, hidden, np.concatenate([hidden, x], 1) @ w[0] + b2[0, 0]


def losses(kind, z):
    """The loss of one case and its gradient, before the mean is taken."""
    if kind == "crossEntropy":
        y = np.eye(1, len(z))[0]
        return np.sum(np.logaddexp(0, z) - z * y), sigmoid(z) - y
    if kind == "pairwise":
        d = sigmoid(z[1:] - z[0])
        return np.sum(np.logaddexp(0, z[1:] - z[0])), np.concatenate([[-d.sum()], d])
    most = np.exp(z - z.max())
    return -np.log(most[0] / most.sum()), most / most.sum() - np.eye(1, len(z))[0]


def terms(kind, batch):
    count = sum(len(c) for _, c, _ in batch)
    return {"crossEntropy": count, "pairwise": count - len(batch), "softmax": len(batch)}[kind]


def forward(p, batch, layers, kind):
    outputs, _ = embed(p, layers)
    g, (W, b, U) = outputs[-1], p[-7:-4]
    logits = [score(p, g, run(g, past, W, b, U)[0][-1], c, x)[2] for past, c, x in batch]
    return np.concatenate(logits), sum(losses(kind, z)[0] for z in logits) / terms(kind, batch)


def gradients(p, batch, layers, kind):
    outputs, inputs = embed(p, layers)
    g, (W, b, U), (W1, b1, w, b2) = outputs[-1], p[-7:-4], p[-4:]
    d = [np.zeros_like(x) for x in p]
    dW, db, dU, dW1, db1, dw, db2 = d[-7:]
    dg = np.zeros_like(g)
    for past, c, x in batch:
        states, gates = run(g, past, W, b, U)
        head_in, hidden, z = score(p, g, states[-1], c, x)
        dz = losses(kind, z)[1] / terms(kind, batch)
        dw += dz @ np.concatenate([hidden, x], 1)
        db2 += dz.sum()
        dhidden = np.outer(dz, w[0, :H]) * (hidden > 0)
        dW1 += dhidden.T @ head_in
        db1 += dhidden.sum(0)
        dhead = dhidden @ W1
        np.add.at(dg, c, dhead[:, S : S + E])
        dh = dhead[:, :S].sum(0)
        for song, h, (zt, r, n) in reversed(list(zip(past, states, gates))):
            da_z, da_n = dh * (n - h) * zt * (1 - zt), dh * zt * (1 - n * n)
            drh = U[2 * S :].T @ da_n
            da_r = drh * h * r * (1 - r)
            da = np.concatenate([da_z, da_r, da_n])
            dU += np.concatenate([np.outer(da[: 2 * S], h), np.outer(da_n, r * h)])
            dW += np.outer(da, g[song])
            db += da
            dg[song] += W.T @ da
            dh = dh * (1 - zt) + drh * r + U[: 2 * S].T @ da[: 2 * S]
    for k in reversed(range(max(layers, 1))):
        dg = dg * (outputs[k + 1] > 0)
        d[1 + 2 * k][:], d[2 + 2 * k][:] = dg.T @ inputs[k], dg.sum(0)
        back = dg @ p[1 + 2 * k]
        dg = MEAN.T @ back[:, :E] + (back[:, E:] if layers else 0)
    d[0][:] = dg
    return d


def check(p, batch, layers, kind, g, h=1e-6):
    for x, dx in zip(p, g):
        for i in np.ndindex(x.shape):
            old = x[i]
            x[i] = old + h
            up = forward(p, batch, layers, kind)[1]
            x[i] = old - h
            down = forward(p, batch, layers, kind)[1]
            x[i] = old
            assert abs((up - down) / (2 * h) - dx[i]) < 1e-8, (i, (up - down) / (2 * h), dx[i])


def adam(p, batches, layers, kind, b1=0.9, b2=0.999, eps=1e-8):
    m, v = [np.zeros_like(x) for x in p], [np.zeros_like(x) for x in p]
    for t, batch in enumerate(batches, 1):
        for x, a, b, d in zip(p, m, v, gradients(p, batch, layers, kind)):
            a[:], b[:] = b1 * a + (1 - b1) * d, b2 * b + (1 - b2) * d * d
            x -= RATE / (1 - b1**t) * a / (np.sqrt(b) / np.sqrt(1 - b2**t) + eps)
    return p


def case(past, candidates, shift):
    return past, candidates, start((len(candidates), X), shift)


def flat(arrays):
    return [[round(float(x), 12) for x in np.ravel(a)] for a in arrays]


# The second and third batch leave nodes alone that the first one moved: dense Adam goes on moving them.
BATCHES = [
    [case([0, 2, 0], [1, 3], 0.1), case([], [2, 0, 3], 0.2), case([1], [0, 1], 0.3), case([3, 1], [2, 3], 0.4)],
    [case([2, 2], [2, 2], 0.5), case([2], [2, 2, 2], 0.6), case([], [2, 2], 0.7), case([2, 2, 2], [2, 2], 0.8)],
    [case([1, 0], [3, 2], 0.9), case([], [0, 1, 1], 1.0), case([3], [1, 2], 1.1), case([0, 1], [3, 0], 1.2)],
]


def example(layers, kind):
    p = parameters(layers)
    g = gradients(p, BATCHES[0], layers, kind)
    check(p, BATCHES[0], layers, kind, g)
    logits, loss = forward(p, BATCHES[0], layers, kind)
    return dict(
        layers=layers, loss=kind, parameters=flat(p), logits=flat([logits])[0], mean_loss=round(float(loss), 12),
        gradients=flat(g), after_one=flat(adam(parameters(layers), BATCHES[:1], layers, kind)),
        after_three=flat(adam(parameters(layers), BATCHES, layers, kind)),
    )


if __name__ == "__main__":
    offsets = np.cumsum([0] + [len(x) for x in LISTS]).tolist()
    print(json.dumps(dict(
        nodes=NODES, songs=SONGS, embedding=E, state=S, hidden=H, extras=X, rate=RATE, offsets=offsets,
        lists=sum(LISTS, []), factors=sum(FACTORS, []),
        batches=[[dict(past=past, candidates=c, extras=flat([x])[0]) for past, c, x in batch] for batch in BATCHES],
        examples=[example(0, "crossEntropy"), example(0, "pairwise"), example(2, "softmax")],
    ), separators=(",", ":")))
