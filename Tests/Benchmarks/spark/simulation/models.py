"""Memory of the models: segue's own by its estimate, and Spark ML's ALS by its blocks."""

from dataclasses import dataclass

import numpy as np

# As Sources/Recommender/Settings/TrainingSettings.swift has them.
FACTORS, WIDTH = 96, 8 + 32
LISTENERS, CASES, NEGATIVES, EVIDENCE = 100_000, 100_000, 100, 5
EMBEDDING, STATE, HIDDEN, NEIGHBOURS, CORE = 32, 16, 32, 100, 10_000
LONGEST = 2**31 - 1  # entries of a list of the Java machine, and of segue's neighbourhoods


def als(size, factors=FACTORS, listeners=None, pairs=None):
    listeners = size.listeners if listeners is None else listeners
    return 4 * (3 * size.songs + listeners) * factors + 8 * (size.plays if pairs is None else pairs)


def ncf(size):
    return 5 * 4 * (size.listeners + size.songs) * WIDTH


def preset(size, nodes):
    """The default preset, as `MemoryEstimate` counts it; `nodes` are those that may have an embedding."""
    pairs = min(size.plays, 60 * LISTENERS)
    tables = 2 * 4 * nodes * EMBEDDING
    rows = 2 * 4 * size.songs * (EMBEDDING + 3 * STATE + HIDDEN)
    cases = min(CASES, 2 * pairs) * (1 + NEGATIVES) * (2 + 2 * (4 + EVIDENCE)) * 4
    ease = 8 * CORE**2
    return als(size, listeners=size.listeners, pairs=pairs) + ease + tables + rows + 16 * size.songs * NEIGHBOURS + cases


def song_vectors(size):
    """What `recommend` reads of one listener: the factors of all songs."""
    return 4 * size.songs * FACTORS


@dataclass
class BlockALS:
    """Spark ML's ALS with as many blocks of listeners as of songs.

    A block keeps its ratings as three lists (the other side's place, the rating, the pointers); each half-iteration
    sends a block's vectors once to each block of the other side that needs them.
    """

    size: object
    counts: np.ndarray
    blocks: int

    @property
    def entries(self):
        return self.size.plays / self.blocks

    @property
    def ratings(self):
        """Bytes of one block's ratings."""
        return 8 * self.entries

    @property
    def vectors(self):
        """Bytes of both sides' vectors together."""
        return 4 * FACTORS * (self.size.listeners + self.size.songs)

    @property
    def shuffled(self):
        """Bytes of listeners' vectors that one half-iteration sends: each to the blocks in which its songs are."""
        reached = self.blocks * -np.expm1(self.counts * np.log1p(-1 / self.blocks) if self.blocks > 1 else -np.inf)
        return float(reached.mean()) * self.size.listeners * 4 * FACTORS
