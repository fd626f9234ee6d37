"""Draws the graph: who sings what, on which album, in which year, with which tags, and who is like whom."""

from dataclasses import dataclass

import numpy as np

from graph.names import draw_names

TYPES = ["song", "artist", "album", "year", "tag"]
RELATIONS = {
    "sungBy": ("song", "artist"),
    "onAlbum": ("song", "album"),
    "releasedIn": ("song", "year"),
    "taggedWith": ("artist", "tag"),
    "similarTo": ("artist", "artist"),
}


@dataclass
class SongGraph:
    """Nodes are numbered through all types, one type after the other."""

    counts: dict  # type: how many nodes
    edges: dict  # relation: (heads, tails)
    names: list  # one a node
    keys: list  # one a node, unique within its type

    @property
    def offsets(self):
        """The first number of each type."""
        starts = np.cumsum([0] + list(self.counts.values())).tolist()
        return dict(zip(self.counts, starts))

    @property
    def node_count(self):
        return sum(self.counts.values())

    @property
    def edge_count(self):
        return sum(len(heads) for heads, _ in self.edges.values())


def draw(sizes, seed):
    """The same graph for the same sizes and seed."""
    rng = np.random.default_rng(seed)
    popularity = zipf(sizes.artists, shift=300)
    artist_of = draw_artists(rng, sizes, popularity)
    album_of, albums = draw_albums(rng, sizes, artist_of)
    year_of = draw_years(rng, sizes)
    tagged = draw_tags(rng, sizes)
    similar = draw_similar(rng, sizes, popularity)
    counts = dict(song=sizes.songs, artist=sizes.artists, album=albums, year=sizes.years, tag=sizes.tags)
    graph = SongGraph(counts, {}, draw_names(rng, sizes, albums), draw_keys(sizes, counts))
    songs, dated = np.arange(sizes.songs), np.nonzero(year_of >= 0)[0]
    local = {
        "sungBy": (songs, artist_of),
        "onAlbum": (songs, album_of),
        "releasedIn": (dated, year_of[dated]),
        "taggedWith": tagged,
        "similarTo": similar,
    }
    for relation, (heads, tails) in local.items():
        head, tail = RELATIONS[relation]
        graph.edges[relation] = (graph.offsets[head] + heads, graph.offsets[tail] + tails)
    return graph


def zipf(count, shift):
    """Zipf and Mandelbrot's shares of `count` ranks."""
    weights = 1.0 / (np.arange(count) + float(shift))
    return weights / weights.sum()


def draw_artists(rng, sizes, popularity):
    """The artist of each song; every artist has one at least."""
    more = rng.choice(sizes.artists, sizes.songs - sizes.artists, p=popularity)
    artist_of = np.concatenate([np.arange(sizes.artists), more]).astype(np.int64)
    rng.shuffle(artist_of)
    return artist_of


def draw_albums(rng, sizes, artist_of):
    """The album of each song, and how many albums there are; an album has one artist and one song at least."""
    songs = np.bincount(artist_of, minlength=sizes.artists)
    share = songs * float(sizes.albums) / sizes.songs
    albums = np.clip(np.floor(share + rng.random(sizes.artists)).astype(np.int64), 1, songs)
    first_album = np.concatenate([[0], np.cumsum(albums)[:-1]])
    first_song = np.concatenate([[0], np.cumsum(songs)[:-1]])
    rank = np.empty(sizes.songs, np.int64)
    rank[np.argsort(artist_of, kind="stable")] = np.arange(sizes.songs) - np.repeat(first_song, songs)
    own = albums[artist_of]
    chosen = np.floor(rng.random(sizes.songs) * own).astype(np.int64)
    return first_album[artist_of] + np.where(rank < own, rank, chosen), int(albums.sum())


def draw_years(rng, sizes):
    """The year of each song, recent ones more often; -1 for the two fifths without one."""
    weights = np.exp((np.arange(sizes.years) - (sizes.years - 1)) / 12.0)
    year_of = rng.choice(sizes.years, sizes.songs, p=weights / weights.sum())
    year_of[rng.permutation(sizes.songs)[: int(round(sizes.songs * 0.4))]] = -1
    return year_of


def draw_tags(rng, sizes):
    """Some eight tags an artist."""
    draws = np.maximum(1, rng.poisson(8.6, sizes.artists))
    heads = np.repeat(np.arange(sizes.artists), draws)
    tails = rng.choice(sizes.tags, draws.sum(), p=zipf(sizes.tags, shift=3))
    return distinct(heads, tails, sizes.tags)


def draw_similar(rng, sizes, popularity):
    """Some ten similar artists each: half of them near in rank, half of them popular."""
    heads = np.repeat(np.arange(sizes.artists), np.maximum(1, rng.poisson(10.05, sizes.artists)))
    count = len(heads)
    near = (heads + rng.integers(1, 200, count) * rng.choice([-1, 1], count)) % sizes.artists
    popular = rng.choice(sizes.artists, count, p=popularity)
    tails = np.where(rng.random(count) < 0.5, near, popular)
    others = heads != tails
    return distinct(heads[others], tails[others], sizes.artists)


def distinct(heads, tails, limit):
    """The different pairs, ascending."""
    pairs = np.unique(heads * limit + tails)
    return pairs // limit, pairs % limit


def draw_keys(sizes, counts):
    keys = []
    for kind, count in counts.items():
        first = sizes.first_year if kind == "year" else 0
        keys += [str(first + place) for place in range(count)]
    return keys
