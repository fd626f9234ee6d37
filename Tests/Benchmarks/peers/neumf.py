"""NeuMF as published (He et al. 2017): 8 factors, layers 64-32-16-8, Adam at 0.001, four negatives a positive."""

import json
import os
from time import perf_counter

import numpy as np
import torch
from torch import nn

FACTORS, LAYERS, NEGATIVES = 8, [64, 32, 16, 8], 4


class NeuMF(nn.Module):
    def __init__(self, users, songs):
        super().__init__()
        half = LAYERS[0] // 2
        self.product = nn.ModuleList(nn.Embedding(count, FACTORS) for count in (users, songs))
        self.sides = nn.ModuleList(nn.Embedding(count, half) for count in (users, songs))
        self.hidden = nn.ModuleList(nn.Linear(*widths) for widths in zip(LAYERS, LAYERS[1:]))
        self.output = nn.Linear(FACTORS + LAYERS[-1], 1)
        for table in [*self.product, *self.sides]:
            nn.init.normal_(table.weight, std=0.01)
        for layer in self.hidden:
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
        nn.init.kaiming_uniform_(self.output.weight, a=1)

    def forward(self, users, songs):
        left, right = self.product
        user_side, song_side = self.sides
        values = torch.cat([user_side(users), song_side(songs)], -1)
        for layer in self.hidden:
            values = torch.relu(layer(values))
        return self.output(torch.cat([left(users) * right(songs), values], -1)).squeeze(-1)


def train(work, batch):
    """Epochs over the made-up plays, the first of them to get warm."""
    with open(os.path.join(work, "learning.json")) as file:
        plan = json.load(file)
    plays = Plays(os.path.join(work, plan["split"]))
    model = NeuMF(plays.users, plays.songs)
    adam = torch.optim.Adam(model.parameters(), lr=0.001)
    seconds, losses = [], []
    for _ in range(plan["epochs"]):
        start = perf_counter()
        losses.append(epoch(model, adam, plays.samples(), batch))
        seconds.append(perf_counter() - start)
    samples = plays.count * (1 + NEGATIVES)
    return {"value": samples * len(seconds[1:]) / sum(seconds[1:]), "loss": losses[-1]}


def epoch(model, adam, samples, batch):
    """One pass over shuffled samples; their mean loss, each before its own step."""
    order = torch.randperm(len(samples[0]))
    parts = [part[order].split(batch) for part in samples]
    loss_of, total = nn.BCEWithLogitsLoss(), torch.zeros(())
    for users, songs, targets in zip(*parts):
        adam.zero_grad()
        loss = loss_of(model(users, songs), targets)
        loss.backward()
        adam.step()
        total += loss.detach() * len(users)
    return float(total) / len(order)


class Plays:
    """The positives of a split, and draws of negatives for them."""

    def __init__(self, prefix):
        pairs = [line.split("\t")[:2] for line in lines(prefix + ".train.rating")]
        tests = [line.split("\t")[:2] for line in lines(prefix + ".test.rating")]
        names = [sorted({pair[place] for pair in pairs + tests}) for place in (0, 1)]
        places = [{name: place for place, name in enumerate(side)} for side in names]
        self.users, self.songs = len(names[0]), len(names[1])
        self.user_of = np.array([places[0][user] for user, _ in pairs])
        self.song_of = np.array([places[1][song] for _, song in pairs])
        self.has = np.zeros((self.users, self.songs), bool)
        self.has[self.user_of, self.song_of] = True
        self.random = np.random.default_rng(7)

    @property
    def count(self):
        return len(self.user_of)

    def samples(self):
        """Users, songs and targets: each positive, and its negatives, drawn anew until the user has none of them."""
        users = np.repeat(self.user_of, NEGATIVES)
        drawn = self.random.integers(0, self.songs, len(users))
        while (wrong := np.nonzero(self.has[users, drawn])[0]).size:
            drawn[wrong] = self.random.integers(0, self.songs, len(wrong))
        targets = np.zeros(self.count + len(users), np.float32)
        targets[: self.count] = 1
        both = np.concatenate([self.user_of, users]), np.concatenate([self.song_of, drawn]), targets
        return [torch.from_numpy(part) for part in both]


def lines(path):
    with open(path) as file:
        return [line.rstrip("\n") for line in file]
