"""The second stage: the mean of 256-wide embeddings over a song's neighbourhood, a layer of 256, a GRU of 128 over past
songs, and a scorer 128 + 256 → 128 → 1 for each candidate."""

import json
import os
from time import perf_counter

import numpy as np
import torch
from torch import nn

WIDTH, STATE, HIDDEN = 256, 128, 128
WARM, SECONDS = 3, 4.0


class Ranker(nn.Module):
    def __init__(self, nodes, neighbourhoods):
        super().__init__()
        self.sizes = np.array([len(one) for one in neighbourhoods])
        self.members = np.concatenate([np.array(one) for one in neighbourhoods])
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)[:-1]])
        self.mean = nn.EmbeddingBag(nodes, WIDTH, mode="mean")
        self.layer = nn.Linear(WIDTH, WIDTH)
        self.past = nn.GRU(WIDTH, STATE, batch_first=True)
        self.scorer = nn.Sequential(nn.Linear(STATE + WIDTH, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 1))
        nn.init.normal_(self.mean.weight, std=0.05)

    def embeddings(self, songs):
        """Of different songs. `[songs, WIDTH]`"""
        sizes = self.sizes[songs]
        offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        places = np.repeat(self.starts[songs] - offsets, sizes) + np.arange(sizes.sum())
        nodes = torch.from_numpy(self.members[places])
        return torch.relu(self.layer(self.mean(nodes, torch.from_numpy(offsets))))

    def forward(self, past, candidates):
        """Logits. `[batch, candidates]`"""
        songs, places = np.unique(np.concatenate([past.ravel(), candidates.ravel()]), return_inverse=True)
        rows = self.embeddings(songs)[torch.from_numpy(places.ravel())]
        _, state = self.past(rows[: past.size].view(*past.shape, WIDTH))
        ahead = rows[past.size :].view(*candidates.shape, WIDTH)
        state = state[0][:, None].expand(-1, candidates.shape[1], -1)
        return self.scorer(torch.cat([state, ahead], -1)).squeeze(-1)


def train(work):
    """Batches one after the other, each a step of dense Adam; the loss is that of all batches the second time."""
    model, batches = read(work)
    adam = torch.optim.Adam(model.parameters(), lr=0.001)
    targets = torch.zeros(batches[0][1].shape)
    targets[:, 0] = 1
    loss_of, losses, start = nn.BCEWithLogitsLoss(), [], perf_counter()
    for step, (past, candidates) in enumerate(endless(batches)):
        if step == WARM:
            start = perf_counter()
        adam.zero_grad()
        loss = loss_of(model(past, candidates), targets)
        loss.backward()
        adam.step()
        losses.append(loss.item())
        spent = perf_counter() - start
        if step + 1 >= 2 * len(batches) and spent > SECONDS:
            break
    second = losses[len(batches) : 2 * len(batches)]
    return {"value": (step + 1 - WARM) * targets.numel() / spent, "loss": sum(second) / len(second)}


@torch.no_grad()
def score(work):
    """Every song for one user after the other, the songs' embeddings worked out before."""
    model, batches = read(work)
    songs = model.embeddings(np.arange(len(model.sizes)))
    pasts = [torch.from_numpy(row) for past, _ in batches for row in past]
    count, start = 0, perf_counter()
    for past in endless(pasts):
        _, state = model.past(songs[past][None])
        model.scorer(torch.cat([state[0].expand(len(songs), -1), songs], -1))
        count += 1
        spent = perf_counter() - start
        if spent > SECONDS:
            return {"value": count / spent}


def read(work):
    with open(os.path.join(work, "stage2.json")) as file:
        made = json.load(file)
    batches = [(np.array(batch["past"]), np.array(batch["candidates"])) for batch in made["batches"]]
    return Ranker(made["nodes"], made["neighbourhoods"]), batches


def endless(values):
    while True:
        yield from values
