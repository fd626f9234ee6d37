"""The questions, the same for the same seed."""

import numpy as np

BATCHES, BATCH = 5, 10_000


def draw_workload(graph, seed, batch=BATCH):
    rng = np.random.default_rng(seed + 1000)
    songs = graph.counts["song"]
    dated = graph.edges["releasedIn"][0]
    starts = rng.choice(songs, 1000, replace=False).tolist()
    pairs = rng.choice(songs, (200, 2), replace=False).tolist()
    with_year = rng.choice(dated, 200, replace=False).tolist()
    titles = [graph.names[song] for song in rng.choice(songs, 1000)]
    prefixes = [graph.names[song][: int(rng.integers(3, 6))] for song in rng.choice(songs, 1000)]
    inserts = draw_inserts(rng, graph, 200 + BATCHES * batch)
    return {
        "counts": graph.counts,
        "offsets": graph.offsets,
        "nodes": graph.node_count,
        "edges": graph.edge_count,
        "questions": {
            "oneHop": starts,
            "twoHops": starts,
            "artistAndAlbum": starts,
            "threeHops": starts[:100],
            "shortestPath": pairs,
            "shared": with_year,
            "title": titles,
            "prefix": prefixes,
        },
        "inserts": inserts[:200],
        "batches": [inserts[200 + place * batch :][:batch] for place in range(BATCHES)],
    }


def draw_inserts(rng, graph, count):
    """Pairs of artist and tag that are not there yet, each once."""
    artists, tags = graph.counts["artist"], graph.counts["tag"]
    heads, tails = graph.edges["taggedWith"]
    there = (heads - graph.offsets["artist"]) * tags + (tails - graph.offsets["tag"])
    drawn = np.setdiff1d(np.unique(rng.integers(0, artists * tags, 2 * count)), there)
    chosen = rng.permutation(drawn)[:count]
    assert len(chosen) == count
    pairs = np.stack([graph.offsets["artist"] + chosen // tags, graph.offsets["tag"] + chosen % tags], 1)
    return pairs.tolist()
