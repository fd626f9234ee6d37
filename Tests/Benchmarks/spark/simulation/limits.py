"""What breaks first: at how many plays each limit is met, on the way from the measured size to the simulated one.

On the way listeners, songs and plays grow together, each by its own factor.
"""

from dataclasses import dataclass
from typing import Callable

from spark.simulation import models
from spark.simulation.hops import KEPT, read
from spark.simulation.layout import MOST_BUCKETS


@dataclass
class Machines:
    """Assumed: the client, and the cluster."""

    memory: float = 8e9  # bytes that the client may take (--memory 8GB)
    cores: int = 1_600  # of the cluster
    scanned: float = 100e6  # bytes a second that a core reads and filters
    patience: float = 60  # seconds for an answer
    day: float = 86_400


@dataclass
class Limit:
    title: str
    value: Callable
    most: float
    remedy: str

    def met(self, first, last):
        """The plays at which it is met; none before the last size where it is not."""
        if self.value(last) <= self.most:
            return None
        low, high = 0.0, 1.0
        if self.value(first) > self.most:
            return first.plays
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (low, middle) if self.value(first.towards(last, middle)) > self.most else (middle, high)
        return first.towards(last, high).plays


def limits(measured, world, nodes_a_song, machines):
    """All limits, whichever is met first; `measured` is what was found of the largest database."""
    edge = measured["sizes"]["out"][0] / measured["edges"]
    rate = (measured["nodes"] + measured["edges"]) / measured["export"]["seconds"]
    into = measured["sizes"]["into"][0] / measured["edges"]

    def nodes(size):
        return size.listeners + size.songs * (1 + nodes_a_song)

    def second(size):
        return world(size).second_hop()

    def seconds(read):
        return read / machines.cores / machines.scanned

    def scan(size):
        """Seconds of the second hop from an average listener."""
        return seconds(read(size.plays / size.listeners, second(size), size.plays, into))

    def third(size):
        """Seconds of the third."""
        reached = min(size.listeners, second(size))
        return seconds(read(reached, reached * size.plays / size.listeners, size.plays, edge))

    memory, gigabytes = machines.memory, f"{machines.memory / 1e9:.0f} GB"
    return [
        Limit("`export` from one machine takes a day", lambda s: (nodes(s) + s.plays) / rate, machines.day,
              "make the graph there, by SQL (Examples/spark-tables.sql)"),
        Limit(f"`train als` here: {gigabytes}", models.als, memory, "`train als` on Spark, or on a sample of listeners"),
        Limit(f"`train ncf` here: {gigabytes}", models.ncf, memory, "a sample of listeners and their songs"),
        Limit(f"the default preset here: {gigabytes}", lambda s: models.preset(s, nodes(s)), memory,
              "songs by a least number of listeners; `listeners` samples the others"),
        Limit("the preset's neighbourhoods: 2³¹ entries", lambda s: s.songs * models.NEIGHBOURS, models.LONGEST,
              "fewer `neighbours`, or songs as above"),
        Limit(f"song vectors for `recommend` here: {gigabytes}", models.song_vectors, memory,
              "lists made there by one job, or nearest vectors looked up in parts"),
        Limit(f"2 hops over plays from an average listener, kept here: {gigabytes}", lambda s: second(s) * KEPT, memory,
              "count and cut on Spark: songs of fewer listeners first, a sample of each"),
        Limit(f"2 hops over plays from the largest song, kept here: {gigabytes}",
              lambda s: float(world(s).song_at(1)) * world(s).biased() * KEPT, memory,
              "the same; a song of so many listeners says little of any two"),
        Limit("2 hops over plays: reading `into` takes a minute", scan, machines.patience,
              "several statements of 1,000 named nodes in place of one scan"),
        Limit("3 hops over plays: reading `out` takes a minute", third, machines.patience,
              "join on Spark, the frontier left there as a table"),
        Limit("Spark's ALS with its 10 blocks: 2³¹ ratings a block", lambda s: s.plays / 10, models.LONGEST,
              "blocks by ratings: `numUserBlocks`, `numItemBlocks`"),
        Limit("Spark's ALS: 31 bits of a number", nodes, models.LONGEST, "number listeners and songs on their own"),
        Limit("node numbers: 32 bits", nodes, 2**32, "numbers of 64 bits in the client; tables have them"),
        Limit("rows a bucket: 128 MB a file", lambda s: s.plays * edge / MOST_BUCKETS, 128e6,
              "more buckets than 4,096: see above"),
        Limit("all numbers of one type, read at once: " + gigabytes,
              lambda s: 12 * max(s.listeners, s.songs), memory, "ask a range of numbers at a time"),
    ]


def ordered(found, first, last):
    """Limits by the plays at which they are met, those that are not last."""
    met = [(limit, limit.met(first, last)) for limit in found]
    return sorted(met, key=lambda pair: pair[1] or float("inf"))
