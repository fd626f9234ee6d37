"""python neumf.py > neumf.json: NeuMF and PyTorch's dense Adam in numpy, float64; the numbers that NeuMFReferenceTests expect.

The network is that of He et al. 2017 (arXiv:1708.05031, section 3.4); tables are laid out as in NeuMF.swift:
users [p | s], songs [t | q]. Gradients are written out by hand and checked here against central differences.
"""
import json, numpy as np

USERS, SONGS, FACTORS, LAYERS = 4, 5, 2, [4, 3, 2]
HALF, RATE = LAYERS[0] // 2, 0.01


def start(shape, shift, scale=0.8):
    """Numbers without a pattern that any language can make: scaled sines."""
    return scale * np.sin(1.7 * np.arange(np.prod(shape)) + shift).reshape(shape)


def parameters():
    p = [start((USERS, FACTORS + HALF), 0.1), start((SONGS, HALF + FACTORS), 0.2)]
    for n, (inputs, outputs) in enumerate(zip(LAYERS, LAYERS[1:])):
        p += [start((outputs, inputs), 0.3 + n), start((1, outputs), 0.4 + n, 0.1)]
    return p + [start((1, FACTORS + LAYERS[-1]), 0.5), start((1, 1), 0.6, 0.1)]


def forward(p, users, songs):
    u, s = p[0][users], p[1][songs]
    activations = [np.concatenate([u[:, FACTORS:], s[:, :HALF]], 1)]
    for n in range(len(LAYERS) - 1):
        activations.append(np.maximum(0, activations[-1] @ p[2 + 2 * n].T + p[3 + 2 * n]))
    head = np.concatenate([u[:, :FACTORS] * s[:, HALF:], activations[-1]], 1)
    return u, s, activations, head, (head @ p[-2].T + p[-1])[:, 0]


def mean_loss(p, users, songs, y):
    z = forward(p, users, songs)[-1]
    return np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))


def gradients(p, users, songs, y):
    u, s, activations, head, z = forward(p, users, songs)
    g = [np.zeros_like(x) for x in p]
    dz = ((1 / (1 + np.exp(-z)) - y) / len(y))[:, None]
    g[-2][:], g[-1][:] = dz.T @ head, dz.sum()
    dhead = dz @ p[-2]
    d = dhead[:, FACTORS:]
    for n in reversed(range(len(LAYERS) - 1)):
        d = d * (activations[n + 1] > 0)
        g[2 + 2 * n][:], g[3 + 2 * n][:] = d.T @ activations[n], d.sum(0)
        d = d @ p[2 + 2 * n]
    product = dhead[:, :FACTORS]
    np.add.at(g[0], users, np.concatenate([product * s[:, HALF:], d[:, :HALF]], 1))
    np.add.at(g[1], songs, np.concatenate([d[:, HALF:], product * u[:, :FACTORS]], 1))
    return g


def check(p, batch, g, h=1e-6):
    for x, dx in zip(p, g):
        for i in np.ndindex(x.shape):
            old = x[i]
            x[i] = old + h
            up = mean_loss(p, *batch)
            x[i] = old - h
            down = mean_loss(p, *batch)
            x[i] = old
            assert abs((up - down) / (2 * h) - dx[i]) < 1e-8, (i, (up - down) / (2 * h), dx[i])


def adam(p, batches, b1=0.9, b2=0.999, eps=1e-8):
    m, v = [np.zeros_like(x) for x in p], [np.zeros_like(x) for x in p]
    for t, batch in enumerate(batches, 1):
        for x, a, b, d in zip(p, m, v, gradients(p, *batch)):
            a[:], b[:] = b1 * a + (1 - b1) * d, b2 * b + (1 - b2) * d * d
            x -= RATE / (1 - b1**t) * a / (np.sqrt(b) / np.sqrt(1 - b2**t) + eps)
    return p


def batch(users, songs, targets):
    return np.array(users), np.array(songs), np.array(targets, float)


def flat(arrays):
    return [[round(float(x), 10) for x in a.ravel()] for a in arrays]


# The second and third batch leave rows alone that the first one moved: dense Adam goes on moving them.
BATCHES = [
    batch([0, 1, 2, 1, 0, 3], [0, 4, 2, 3, 0, 1], [1, 0, 1, 0, 0, 1]),
    batch([1, 1, 3, 1, 3, 3], [0, 1, 0, 1, 1, 0], [0, 1, 1, 1, 0, 0]),
    batch([1, 2, 3, 1, 3, 2], [0, 1, 2, 1, 2, 0], [1, 1, 0, 0, 0, 1]),
]

if __name__ == "__main__":
    p = parameters()
    g = gradients(p, *BATCHES[0])
    check(p, BATCHES[0], g)
    print(json.dumps(dict(
        users=USERS, songs=SONGS, factors=FACTORS, layers=LAYERS, rate=RATE, parameters=flat(p),
        batches=[dict(users=b[0].tolist(), songs=b[1].tolist(), targets=b[2].tolist()) for b in BATCHES],
        logits=flat([forward(p, *BATCHES[0][:2])[-1]])[0], loss=round(float(mean_loss(p, *BATCHES[0])), 10),
        gradients=flat(g), after_one=flat(adam(parameters(), BATCHES[:1])), after_three=flat(adam(parameters(), BATCHES)),
    ), indent=None, separators=(",", ":")))
