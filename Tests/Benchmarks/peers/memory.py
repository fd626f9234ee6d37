"""What the libraries that keep a graph in memory share: tables beside the graph, pickled together."""

import pickle
from bisect import bisect_left

import numpy

from graph.songs import RELATIONS, TYPES
from peers.engine import Engine


class Memory(Engine):
    """`graph` has all edges, `close_by` those to artists and albums, `timeless` all but those to years."""

    def make(self, edges):
        """A graph of the library's without directions, out of rows of head and tail."""
        raise NotImplementedError

    def load(self):
        edges = {name: self.rows(f"edges_{name}.csv") for name in RELATIONS}
        graphs = {
            "graph": self.joined(edges, RELATIONS),
            "close_by": self.joined(edges, ["sungBy", "onAlbum"]),
            "timeless": self.joined(edges, [name for name in RELATIONS if name != "releasedIn"]),
        }
        with open(self.database, "wb") as file:
            pickle.dump({**graphs, **self.tables(edges)}, file, protocol=5)

    def rows(self, name):
        return numpy.loadtxt(self.file(name), delimiter=",", skiprows=1, dtype=numpy.int64)

    def joined(self, edges, names):
        return self.make(numpy.concatenate([edges[name] for name in names]))

    def tables(self, edges):
        names = [line.split(",")[1] for kind in TYPES for line in self.lines(f"nodes_{kind}.csv")]
        titles, artist, year = {}, numpy.empty(self.songs, numpy.int64), numpy.zeros(self.songs, numpy.int64)
        for song, title in enumerate(names[: self.songs]):
            titles.setdefault(title, []).append(song)
        artist[edges["sungBy"][:, 0]] = edges["sungBy"][:, 1]
        dated, years = edges["releasedIn"].T
        year[dated] = years
        ordered = sorted(range(self.songs), key=lambda song: names[song])
        return {
            "names": names,
            "titles": titles,
            "ordered": ordered,
            "ordered_titles": [names[song] for song in ordered],
            "artist": artist,
            "year": year,
            "songs_of": {int(one): dated[years == one] for one in numpy.unique(years)},
        }

    def lines(self, name):
        with open(self.file(name)) as file:
            return file.read().splitlines()[1:]

    def open(self):
        with open(self.database, "rb") as file:
            self.__dict__.update(pickle.load(file))
        self.first_tag = self.offsets["tag"]

    def close(self):
        self.graph = self.close_by = self.timeless = None

    def neighbours(self, node):
        """The distinct neighbours of one node over all edges."""
        raise NotImplementedError

    def shared(self, song):
        common = {}
        for tag in self.neighbours(int(self.artist[song])):
            if tag < self.first_tag:
                continue
            for artist in self.neighbours(tag):
                common[artist] = common.get(artist, 0) + 1
        songs = self.songs_of[int(self.year[song])]
        artists = self.artist[songs].tolist()
        pairs = [
            (other, common[artist])
            for other, artist in zip(songs.tolist(), artists)
            if artist in common and other != song
        ]
        pairs.sort(key=lambda pair: (-pair[1], pair[0]))
        return pairs[:10]

    def title(self, title):
        return self.titles.get(title, [])

    def prefix(self, prefix):
        first = end = bisect_left(self.ordered_titles, prefix)
        limit = min(first + 20, self.songs)
        while end < limit and self.ordered_titles[end].startswith(prefix):
            end += 1
        return self.ordered[first:end]
