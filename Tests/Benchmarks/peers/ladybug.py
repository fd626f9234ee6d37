"""Ladybug, the graph database that goes on where Kuzu ended."""

import ladybug

from peers.cypher import Cypher
from peers.engine import serve


class Ladybug(Cypher):
    module = ladybug
    version = ladybug.__version__


if __name__ == "__main__":
    serve(Ladybug)
