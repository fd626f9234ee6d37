"""The files of one size, made where they are missing."""

import os

from graph.songs import draw
from scale.catalogue import write_catalogue
from scale.plays import write_plays
from scale.sizes import Scale


def make(folder, percent, seed):
    """`train_triplets.txt` and the Million Song Dataset's three SQLite files; the mark of their being whole is last."""
    mark = os.path.join(folder, "made")
    if os.path.exists(mark):
        return
    os.makedirs(folder, exist_ok=True)
    scale = Scale.of(percent)
    graph = draw(scale.catalogue, seed)
    write_catalogue(graph, folder)
    write_plays(graph, scale, folder, seed)
    open(mark, "w").close()
