"""A world of listeners, songs and plays, drawn from the measured shapes."""

from dataclasses import dataclass, field

import numpy as np

from spark.simulation.shapes import Activity, Popularity, spread

PORTION = 5_000_000  # nodes drawn at once
GRID = 400  # shares for which listeners are worked out; between them they are interpolated


@dataclass
class Size:
    listeners: float
    songs: float
    plays: float

    def towards(self, other, way):
        """The size `way` from this one to the other, in logarithms; 1 is the other."""
        return Size(*(a ** (1 - way) * b**way for a, b in zip(vars(self).values(), vars(other).values())))


@dataclass
class Catalogue:
    """Nodes and edges beside the plays for each song, and the shares of the largest ones."""

    nodes: dict  # per song
    edges: dict  # per song
    largest: dict  # of a relation's edges, the share of the node with the most

    @staticmethod
    def of(found):
        songs = sum(found["songs"].values())
        counted = {name: spread(found[name]) for name in ("artists", "albums", "years", "tagged", "similar")}
        relations = {name: int(degrees.sum()) for name, degrees in counted.items()}
        return Catalogue(
            {name: len(counted[name]) / songs for name in ("artists", "albums")},
            {name: edges / songs for name, edges in relations.items()},
            {name: int(degrees[0]) / relations[name] for name, degrees in counted.items() if len(degrees)})


@dataclass
class World:
    size: Size
    activity: Activity
    popularity: Popularity
    seed: int
    scale: float = field(init=False)  # what weights are multiplied by to be expected choices of one listener's song
    shares: np.ndarray = field(init=False)
    heard: np.ndarray = field(init=False)

    def __post_init__(self):
        self.activity = self.activity.at(self.size.plays / self.size.listeners)
        self.counts = self.activity.quantiles(20_000)
        weights = self.popularity.weights(self.ranks())
        self.shares = np.geomspace(float(weights[-1]) / 1e12, 1.0, GRID)
        self.heard = self.size.listeners * np.array([-np.expm1(-self.counts * p).mean() for p in self.shares])
        low, high = 1e-30, 1e30
        for _ in range(200):
            middle = (low * high) ** 0.5
            low, high = (low, middle) if self.total(weights, middle) > self.size.plays else (middle, high)
        self.scale = low

    def ranks(self):
        """Ranks evenly apart in logarithm; each stands for those about it."""
        return np.geomspace(1, self.size.songs, 20_001)

    def listeners(self, weights, scale=None):
        """How many listeners songs of such weights have, at most all."""
        scale = self.scale if scale is None else scale
        return np.exp(np.interp(np.log(np.minimum(weights * scale, 1)), np.log(self.shares), np.log(self.heard)))

    def total(self, weights, scale):
        ranks = self.ranks()
        heard = self.listeners(weights, scale)
        return float(np.sum((heard[1:] + heard[:-1]) / 2 * np.diff(ranks)))

    def songs(self):
        """The listeners of every song, a portion of ranks at a time."""
        for start in range(0, int(self.size.songs), PORTION):
            ranks = np.arange(start, min(start + PORTION, int(self.size.songs))) + 1.0
            yield self.listeners(self.popularity.weights(ranks))

    def users(self):
        """The songs of every listener, drawn, a portion at a time."""
        rng = np.random.default_rng([self.seed, 2])
        for start in range(0, int(self.size.listeners), PORTION):
            yield self.activity.draw(rng, min(PORTION, int(self.size.listeners) - start))

    def song_at(self, ranks):
        return self.listeners(self.popularity.weights(np.asarray(ranks, float)))

    def choices(self, count):
        """The ranks of songs that `count` plays are of."""
        rng = np.random.default_rng([self.seed, 3])
        ranks = self.ranks()
        heard = self.listeners(self.popularity.weights(ranks))
        mass = np.concatenate([[0], np.cumsum((heard[1:] + heard[:-1]) / 2 * np.diff(ranks))])
        return np.interp(rng.random(count) * mass[-1], mass, ranks)

    def biased(self):
        """The songs of a listener whom one meets by their plays."""
        return float((self.counts**2).sum() / self.counts.sum())

    def second_hop(self):
        """Edges of the second hop over plays from an average listener."""
        ranks = self.ranks()
        heard = self.listeners(self.popularity.weights(ranks))
        square = float(np.sum((heard[1:] ** 2 + heard[:-1] ** 2) / 2 * np.diff(ranks)))
        return self.size.plays / self.size.listeners * square / self.size.plays
