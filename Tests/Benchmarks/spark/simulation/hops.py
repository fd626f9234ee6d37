"""What hops over plays read and move."""

from dataclasses import dataclass

import numpy as np

from spark.simulation.layout import PAGE

ARROW = 22.125  # bytes of an edge on its way to the client: two numbers of 8, one of 2, one of 4, a bit
KEPT = 16 + 4  # bytes of an edge in the client: a row of EdgeRows, a node of Adjacency
STATEMENT = 1 << 17  # nodes of a frontier that one statement asks about (SparkReader+Edges.swift)
NAMED = 1_000  # nodes that a statement names itself; of more it joins, and reads the whole table (Selection.swift)


def read(frontier, rows, table, each):
    """Bytes read of a table of `table` rows, `each` bytes a row, for `rows` edges of a frontier.

    Of nodes that a statement names, the pages that have them; of more all, and again for each statement.
    """
    if frontier <= NAMED:
        return min(table, rows + frontier * PAGE) * each
    return np.ceil(frontier / STATEMENT) * table * each


@dataclass
class Hop:
    title: str
    frontier: float
    rows: float
    reached: float  # different nodes
    nodes: float  # of the type that is reached

    @property
    def statements(self):
        return int(np.ceil(self.frontier / STATEMENT))

    @property
    def sent(self):
        return self.rows * ARROW

    @property
    def kept(self):
        return self.rows * KEPT

    @property
    def grouped(self):
        """Bytes that the workers shuffle where they count by node and hand on nodes and counts alone."""
        return min(self.rows, self.nodes * 200) * 16


def hops(world):
    """One and two hops over plays, from listeners and songs of several sizes."""
    size, found = world.size, []
    counts = world.counts
    drawn = world.song_at(world.choices(2_000_000))
    for title, share in (("median listener", 0.5), ("listener of the 99th percentile", 0.99)):
        songs = float(np.quantile(counts, share))
        found.append(Hop(f"{title}, 1 hop", 1, songs, songs, size.songs))
        rows = songs * float(drawn.mean())
        reached = size.listeners * -np.expm1(-rows / size.listeners)
        found.append(Hop(f"{title}, 2 hops", songs, rows, reached, size.listeners))
    ranks, weights = world.ranks(), world.popularity.weights(world.ranks())
    for title, listeners in (
        ("median song", float(world.song_at(size.songs / 2))),
        ("song of the median play", float(np.median(drawn))),
        ("largest song", float(world.song_at(1))),
    ):
        found.append(Hop(f"{title}, 1 hop", 1, listeners, listeners, size.listeners))
        rows = listeners * world.biased()
        chosen = -np.expm1(-rows / size.plays * world.listeners(weights))
        reached = float(np.sum((chosen[1:] + chosen[:-1]) / 2 * np.diff(ranks)))
        found.append(Hop(f"{title}, 2 hops", listeners, rows, reached, size.songs))
    return found
