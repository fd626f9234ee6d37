"""What is measured on: each data set's given split and fresh ones, each a database with or without a graph."""

import csv
import gzip
import os
import random
from dataclasses import dataclass

from quality import splits
from quality.program import Segue, quoted

FRESH = (101, 102, 103)  # seeds


@dataclass(frozen=True)
class DataSet:
    name: str
    prefix: str
    songs: str | None  # the table that makes its graph


DATA_SETS = [
    DataSet("taste", "taste/taste", "taste/songs.csv.gz"),
    DataSet("taste2", "taste/taste2", "taste/songs.csv.gz"),
    DataSet("lastfm", "lastfm/lastfm", None),
]


@dataclass(frozen=True)
class Case:
    """A split of a data set; `draw` is "given" or the seed of a fresh one."""

    data: DataSet
    draw: str
    source: str  # the folder of the data
    work: str

    def has(self, graph):
        return graph == "songs" or self.data.songs is not None

    def database(self, program, graph):
        """The program on the database of this split, made where it is missing."""
        path = os.path.join(self.work, f"{self.data.name}-{self.draw}-{graph}.db")
        if not os.path.exists(path):
            unfinished = path + ".unfinished"
            segue = Segue(program, unfinished)
            remove(unfinished)
            segue.run(f"import {quoted(self.split())} as split")
            if songs := self.songs(graph):
                segue.run(f"import {quoted(songs)} as songs")
            os.rename(unfinished, path)
        return Segue(program, path)

    def split(self):
        """The common name of the split's files, a fresh one written."""
        given = os.path.join(self.source, self.data.prefix)
        if self.draw == "given":
            return given
        prefix = os.path.join(self.work, f"{self.data.name}-{self.draw}", self.data.name)
        if not splits.exists(prefix):
            splits.write(splits.draw(splits.read(given), int(self.draw)), prefix)
        return prefix

    def songs(self, graph):
        """The table of songs; shuffled, each song has another's artist, album and year."""
        if graph == "none" or self.data.songs is None:
            return None
        path = os.path.join(self.source, self.data.songs)
        if graph == "songs":
            return path
        shuffled = os.path.join(self.work, f"{self.data.name}-shuffled.csv")
        shuffle(path, shuffled, seed=FRESH[0])
        return shuffled


def cases(source, work, is_quick):
    data_sets = DATA_SETS[:1] if is_quick else DATA_SETS
    draws = ["given"] if is_quick else ["given", *map(str, FRESH)]
    return [Case(data, draw, source, work) for data in data_sets for draw in draws]


def is_there(data, source):
    songs = data.songs is None or os.path.exists(os.path.join(source, data.songs))
    return songs and splits.exists(os.path.join(source, data.prefix))


def shuffle(source, target, seed):
    with gzip.open(source, "rt", newline="") as file:
        head, *rows = csv.reader(file)
    place = head.index("song_id")
    keys = [row[place] for row in rows]
    random.Random(seed).shuffle(keys)
    with open(target, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(row[:place] + [key] + row[place + 1 :] for row, key in zip(rows, keys))


def remove(folder):
    for place, _, files in os.walk(folder, topdown=False):
        for file in files:
            os.remove(os.path.join(place, file))
        os.rmdir(place)
