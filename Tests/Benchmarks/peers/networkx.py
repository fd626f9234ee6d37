"""NetworkX, in memory."""

import networkx

from peers.engine import serve
from peers.memory import Memory


class NetworkX(Memory):
    version = networkx.__version__

    def make(self, edges):
        graph = networkx.Graph()
        graph.add_nodes_from(range(self.workload["nodes"]))
        graph.add_edges_from(edges.tolist())
        return graph

    def neighbours(self, node):
        return self.graph.adj[node]

    def within(self, graph, start, hops):
        return networkx.single_source_shortest_path_length(graph, start, cutoff=hops)

    def oneHop(self, song):
        return len(self.within(self.graph, song, 1)) - 1

    def twoHops(self, song):
        return len(self.within(self.graph, song, 2)) - 1

    def artistAndAlbum(self, song):
        return [(node, self.names[node]) for node in self.within(self.close_by, song, 2) if node != song]

    def threeHops(self, song):
        return len(self.within(self.timeless, song, 3)) - 1

    def shortestPath(self, start, goal):
        return networkx.bidirectional_shortest_path(self.graph, start, goal)


if __name__ == "__main__":
    serve(NetworkX)
