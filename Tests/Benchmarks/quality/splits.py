"""Leave-one-out splits in the file form of the NCF paper: read, drawn anew from the same rows, written."""

import gzip
import os
import random
from dataclasses import dataclass

NEGATIVES = 99
ENDINGS = (".train.rating", ".test.rating", ".test.negative")


@dataclass
class Split:
    train: list  # fields of a row: user, song, and what more there is
    test: list  # one a user
    negatives: list  # songs, a list for each row of `test`


def exists(prefix):
    return all(os.path.exists(prefix + ending) or os.path.exists(prefix + ending + ".gz") for ending in ENDINGS)


def read(prefix):
    train, test, negatives = (read_rows(prefix + ending) for ending in ENDINGS)
    return Split(train, test, [songs for _, *songs in negatives])


def read_rows(path):
    opened = gzip.open(path + ".gz", "rt") if os.path.exists(path + ".gz") else open(path)
    with opened as file:
        return [line.rstrip("\n").split("\t") for line in file if line.strip()]


def draw(given, seed):
    """Another split of the same rows: a random one of each user with two or more is held out.

    Negatives are uniform over the songs that the user has not.
    """
    rng = random.Random(seed)
    rows_of = {}
    for row in given.train + given.test:
        rows_of.setdefault(row[0], {}).setdefault(row[1], row)
    songs = sorted({row[1] for rows in rows_of.values() for row in rows.values()})
    split = Split([], [], [])
    for user in sorted(rows_of):
        mine = rows_of[user]
        held = rng.choice(sorted(mine)) if len(mine) > 1 else None
        split.train += [row for song, row in mine.items() if song != held]
        if held is not None:
            split.test.append(mine[held])
            split.negatives.append(draw_negatives(rng, songs, mine))
    return split


def draw_negatives(rng, songs, mine):
    drawn = {}  # keeps the order
    while len(drawn) < min(NEGATIVES, len(songs) - len(mine)):
        song = rng.choice(songs)
        if song not in mine:
            drawn[song] = True
    return list(drawn)


def write(split, prefix):
    os.makedirs(os.path.dirname(prefix), exist_ok=True)
    negatives = ([f"({row[0]},{row[1]})"] + songs for row, songs in zip(split.test, split.negatives))
    for ending, rows in zip(ENDINGS, (split.train, split.test, negatives)):
        with open(prefix + ending, "w") as file:
            file.writelines("\t".join(row) + "\n" for row in rows)
