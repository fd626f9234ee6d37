"""igraph, in memory."""

import igraph

from peers.engine import serve
from peers.memory import Memory


class IGraph(Memory):
    version = igraph.__version__

    def make(self, edges):
        return igraph.Graph(n=self.workload["nodes"], edges=edges, directed=False)

    def neighbours(self, node):
        return set(self.graph.neighbors(node))

    def oneHop(self, song):
        return self.graph.neighborhood_size(song, 1, mindist=1)

    def twoHops(self, song):
        return self.graph.neighborhood_size(song, 2, mindist=1)

    def artistAndAlbum(self, song):
        return [(node, self.names[node]) for node in self.close_by.neighborhood(song, 2, mindist=1)]

    def threeHops(self, song):
        return self.timeless.neighborhood_size(song, 3, mindist=1)

    def shortestPath(self, start, goal):
        return self.graph.get_shortest_path(start, goal)

    def edges(self):
        return self.graph.ecount()


if __name__ == "__main__":
    serve(IGraph)
