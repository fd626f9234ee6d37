"""A made-up song graph of a small catalogue's size: what lies within three hops of each song, and lists of plays."""

import json
import os

import numpy as np

SONGS, NODES, EDGES = 3_846, 9_366, 15_518
HOPS, PAST, CANDIDATES, BATCH, BATCHES = 3, 10, 5, 64, 60


def write_neighbourhoods(folder, seed):
    """Writes `stage2.json`: `neighbourhoods`, a list of nodes a song, and `batches` of `past` and `candidates`.

    The first candidate of each row is the song that came next, the others are random.
    """
    rng = np.random.default_rng(seed)
    neighbourhoods = within(draw_edges(rng))
    batches = [draw_batch(rng) for _ in range(BATCHES)]
    with open(os.path.join(folder, "stage2.json"), "w") as file:
        json.dump({"nodes": NODES, "neighbourhoods": neighbourhoods, "batches": batches}, file)


def draw_edges(rng):
    """The neighbours of every node: each edge joins a song and one of the long-tailed attributes."""
    weights = 1.0 / np.arange(1, NODES - SONGS + 1) ** 0.45
    songs = rng.integers(0, SONGS, EDGES)
    others = SONGS + rng.choice(NODES - SONGS, EDGES, p=weights / weights.sum())
    neighbours = [set() for _ in range(NODES)]
    for song, other in zip(songs.tolist(), others.tolist()):
        neighbours[song].add(other)
        neighbours[other].add(song)
    return neighbours


def within(neighbours):
    """The nodes within the hops of each song, itself among them, ascending."""
    found = []
    for song in range(SONGS):
        met = frontier = {song}
        for _ in range(HOPS):
            frontier = set().union(*(neighbours[node] for node in frontier)) - met
            met = met | frontier
        found.append(sorted(met))
    return found


def draw_batch(rng):
    return {
        "past": rng.integers(0, SONGS, (BATCH, PAST)).tolist(),
        "candidates": rng.integers(0, SONGS, (BATCH, CANDIDATES)).tolist(),
    }
