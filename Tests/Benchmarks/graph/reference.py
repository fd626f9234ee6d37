"""The answers by another road than any engine's: arrays of neighbours, walked with numpy."""

from bisect import bisect_left

import numpy as np

from graph.songs import RELATIONS


class Arrays:
    """The neighbours of every node, either way, over some relations."""

    def __init__(self, graph, relations):
        pairs = [graph.edges[relation] for relation in relations]
        heads = np.concatenate([heads for heads, _ in pairs])
        tails = np.concatenate([tails for _, tails in pairs])
        sources, targets = np.concatenate([heads, tails]), np.concatenate([tails, heads])
        self.targets = targets[np.argsort(sources, kind="stable")]
        self.starts = np.concatenate([[0], np.cumsum(np.bincount(sources, minlength=graph.node_count))])

    def of(self, node):
        return self.targets[self.starts[node] : self.starts[node + 1]]

    def of_all(self, nodes):
        return np.unique(np.concatenate([self.of(node) for node in nodes]))

    def within(self, start, hops):
        """The nodes within so many hops, the start left out, ascending."""
        met = frontier = np.array([start])
        for _ in range(hops):
            frontier = np.setdiff1d(self.of_all(frontier), met)
            met = np.union1d(met, frontier)
        return met[met != start]

    def distance(self, start, goal):
        """The length of the shortest path, by two searches that meet."""
        sides = [np.array([start]), np.array([goal])]
        met = [sides[0], sides[1]]
        for length in range(1, 100):
            side = 0 if len(sides[0]) <= len(sides[1]) else 1
            sides[side] = np.setdiff1d(self.of_all(sides[side]), met[side])
            met[side] = np.union1d(met[side], sides[side])
            if np.intersect1d(met[0], met[1]).size:
                return length
            if not sides[side].size:
                return None


def expected(graph, questions):
    """One list of answers a question."""
    whole = Arrays(graph, RELATIONS)
    close = Arrays(graph, ["sungBy", "onAlbum"])
    timeless = Arrays(graph, [relation for relation in RELATIONS if relation != "releasedIn"])
    titles = Titles(graph)
    shared = Shared(graph)
    return {
        "oneHop": [len(whole.within(start, 1)) for start in questions["oneHop"]],
        "twoHops": [len(whole.within(start, 2)) for start in questions["twoHops"]],
        "artistAndAlbum": [
            [[node, graph.names[node]] for node in close.within(start, 2).tolist()]
            for start in questions["artistAndAlbum"]
        ],
        "threeHops": [len(timeless.within(start, 3)) for start in questions["threeHops"]],
        "shortestPath": [whole.distance(start, goal) for start, goal in questions["shortestPath"]],
        "shared": [shared.top(song) for song in questions["shared"]],
        "title": [titles.exact(title) for title in questions["title"]],
        "prefix": [titles.count(prefix, limit=20) for prefix in questions["prefix"]],
    }


class Titles:
    """The songs by title."""

    def __init__(self, graph):
        self.songs = {}
        for song, title in enumerate(graph.names[: graph.counts["song"]]):
            self.songs.setdefault(title, []).append(song)
        self.sorted = sorted(graph.names[: graph.counts["song"]])

    def exact(self, title):
        return self.songs[title]

    def count(self, prefix, limit):
        first = bisect_left(self.sorted, prefix)
        some = self.sorted[first : first + limit]
        return sum(title.startswith(prefix) for title in some)


class Shared:
    """The songs of one song's year whose artists share most tags with its artist."""

    def __init__(self, graph):
        self.artist_of = np.empty(graph.counts["song"], np.int64)
        heads, tails = graph.edges["sungBy"]
        self.artist_of[heads] = tails
        self.year_of = dict(zip(*(ends.tolist() for ends in graph.edges["releasedIn"])))
        self.dated, self.years = graph.edges["releasedIn"]
        self.tagged = Arrays(graph, ["taggedWith"])
        self.node_count = graph.node_count

    def top(self, song, limit=10):
        """Pairs of song and number of tags, most first, then by number."""
        common = np.zeros(self.node_count, np.int64)
        for tag in self.tagged.of(self.artist_of[song]):
            common[self.tagged.of(tag)] += 1
        songs = self.dated[self.years == self.year_of[song]]
        counts = common[self.artist_of[songs]]
        chosen = (counts > 0) & (songs != song)
        songs, counts = songs[chosen], counts[chosen]
        order = np.lexsort((songs, -counts))[:limit]
        return [list(pair) for pair in zip(songs[order].tolist(), counts[order].tolist())]
