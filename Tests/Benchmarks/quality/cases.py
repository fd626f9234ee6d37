"""What is measured on: each data set's given split and fresh ones, each a database."""

import os
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

    @property
    def is_given(self):
        return self.draw == "given"

    def database(self, program):
        """The program on the database of this split, made where it is missing."""
        path = os.path.join(self.work, f"{self.data.name}-{self.draw}.db")
        if not os.path.exists(path):
            unfinished = path + ".unfinished"
            segue = Segue(program, unfinished)
            remove(unfinished)
            segue.run(f"import {quoted(self.split())} as split")
            if self.data.songs:
                segue.run(f"import {quoted(os.path.join(self.source, self.data.songs))} as songs")
            os.rename(unfinished, path)
        return Segue(program, path)

    def split(self):
        """The common name of the split's files, a fresh one written."""
        given = os.path.join(self.source, self.data.prefix)
        if self.is_given:
            return given
        prefix = os.path.join(self.work, f"{self.data.name}-{self.draw}", self.data.name)
        if not splits.exists(prefix):
            splits.write(splits.draw(splits.read(given), int(self.draw)), prefix)
        return prefix


def cases(source, work, is_quick):
    data_sets = DATA_SETS[:1] if is_quick else DATA_SETS
    draws = ["given"] if is_quick else ["given", *map(str, FRESH)]
    return [Case(data, draw, source, work) for draw in draws for data in data_sets]


def is_there(data, source):
    songs = data.songs is None or os.path.exists(os.path.join(source, data.songs))
    return songs and splits.exists(os.path.join(source, data.prefix))


def remove(folder):
    for place, _, files in os.walk(folder, topdown=False):
        for file in files:
            os.remove(os.path.join(place, file))
        os.rmdir(place)
