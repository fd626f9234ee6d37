"""Kuzu, a graph database, archived."""

import kuzu

from peers.cypher import Cypher
from peers.engine import serve


class Kuzu(Cypher):
    module = kuzu
    version = kuzu.__version__


if __name__ == "__main__":
    serve(Kuzu)
