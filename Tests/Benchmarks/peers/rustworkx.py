"""rustworkx, in memory; its neighbours are asked for one node at a time."""

import rustworkx

from peers.engine import serve
from peers.memory import Memory


class Rustworkx(Memory):
    version = rustworkx.__version__

    def make(self, edges):
        graph = rustworkx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(self.workload["nodes"]))
        graph.extend_from_edge_list(list(map(tuple, edges.tolist())))
        return graph

    def neighbours(self, node):
        return self.graph.neighbors(node)

    def within(self, graph, start, hops):
        met, frontier = {start}, [start]
        for _ in range(hops):
            reached = set()
            for node in frontier:
                reached.update(graph.neighbors(node))
            frontier = reached - met
            met |= frontier
        met.discard(start)
        return met

    def oneHop(self, song):
        return len(self.within(self.graph, song, 1))

    def twoHops(self, song):
        return len(self.within(self.graph, song, 2))

    def artistAndAlbum(self, song):
        return [(node, self.names[node]) for node in self.within(self.close_by, song, 2)]

    def threeHops(self, song):
        return len(self.within(self.timeless, song, 3))

    def shortestPath(self, start, goal):
        paths = rustworkx.dijkstra_shortest_paths(self.graph, start, target=goal, default_weight=1.0)
        return list(paths[goal])


if __name__ == "__main__":
    serve(Rustworkx)
