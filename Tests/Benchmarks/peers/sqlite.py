"""SQLite: one table of edges, indexed both ways; hops are joins with materialised steps."""

import csv
import os
import sqlite3

from graph.songs import RELATIONS, TYPES
from peers.engine import Engine, serve, shortest

TYPE = {name: number for number, name in enumerate(TYPES)}
RELATION = {name: number for number, name in enumerate(RELATIONS)}


def hops(count, relations=None):
    """Common tables h1 … hn of the nodes a step further, and their union u."""
    only = "" if relations is None else f" AND p IN ({', '.join(str(RELATION[name]) for name in relations)})"
    steps = [f"h1(n) AS MATERIALIZED (SELECT o FROM edge WHERE s = ?1{only} UNION SELECT s FROM edge WHERE o = ?1{only})"]
    for hop in range(2, count + 1):
        last = f"h{hop - 1}"
        steps.append(
            f"h{hop}(n) AS MATERIALIZED (SELECT edge.o FROM {last} CROSS JOIN edge ON edge.s = {last}.n{only}"
            f" UNION SELECT edge.s FROM {last} CROSS JOIN edge ON edge.o = {last}.n{only})"
        )
    union = " UNION ".join(f"SELECT n FROM h{hop}" for hop in range(1, count + 1))
    return f"WITH {', '.join(steps)}, u(n) AS ({union}) "


ONE_HOP = "SELECT count(*) FROM (SELECT o FROM edge WHERE s = ?1 UNION SELECT s FROM edge WHERE o = ?1)"
TWO_HOPS = hops(2) + "SELECT count(*) FROM u WHERE n <> ?1"
CLOSE = hops(2, ["sungBy", "onAlbum"]) + "SELECT n, name FROM u CROSS JOIN node ON id = n WHERE n <> ?1"
TIMELESS = [name for name in RELATIONS if name != "releasedIn"]
THREE_HOPS = hops(3, TIMELESS) + "SELECT count(*) FROM u WHERE n <> ?1"
NEIGHBOURS = "SELECT o FROM edge WHERE s = ?1 UNION ALL SELECT s FROM edge WHERE o = ?1"
SHARED = f"""
WITH mine AS MATERIALIZED (
  SELECT tagged.o tag FROM edge sung JOIN edge tagged ON tagged.s = sung.o AND tagged.p = {RELATION["taggedWith"]}
  WHERE sung.s = ?1 AND sung.p = {RELATION["sungBy"]}),
common AS MATERIALIZED (
  SELECT edge.s artist, count(*) count FROM mine CROSS JOIN edge ON edge.o = mine.tag AND edge.p = {RELATION["taggedWith"]}
  GROUP BY 1)
SELECT other.s, common.count FROM edge year
CROSS JOIN edge other ON other.o = year.o AND other.p = {RELATION["releasedIn"]}
CROSS JOIN edge sung ON sung.s = other.s AND sung.p = {RELATION["sungBy"]}
JOIN common ON common.artist = sung.o
WHERE year.s = ?1 AND year.p = {RELATION["releasedIn"]} AND other.s <> ?1
ORDER BY 2 DESC, 1 LIMIT 10"""
TITLE = f"SELECT id FROM node WHERE name = ? AND type = {TYPE['song']}"
PREFIX = f"SELECT id, name FROM node WHERE name >= ?1 AND name < ?2 AND type = {TYPE['song']} LIMIT 20"
INSERT = f"INSERT OR IGNORE INTO edge VALUES (?, {RELATION['taggedWith']}, ?)"


class SQLite(Engine):
    version = sqlite3.sqlite_version

    def open(self):
        self.connection = sqlite3.connect(self.database, isolation_level=None)
        settings = ["journal_mode=WAL", "synchronous=FULL", "cache_size=-262144", "mmap_size=2000000000"]
        for setting in settings + ["temp_store=MEMORY"]:
            self.connection.execute(f"PRAGMA {setting}")

    def close(self):
        self.connection.close()

    def load(self):
        self.open()
        run = self.connection.execute
        run("PRAGMA journal_mode=OFF")
        run("PRAGMA synchronous=OFF")
        run("CREATE TABLE node(id INTEGER PRIMARY KEY, type INT, name TEXT)")
        run("CREATE TABLE edge(s INT, p INT, o INT, PRIMARY KEY(s, p, o)) WITHOUT ROWID")
        run("BEGIN")
        for name, number in TYPE.items():
            self.connection.executemany(f"INSERT INTO node VALUES(?, {number}, ?)", self.rows(f"nodes_{name}.csv"))
        edges = [
            (int(head), number, int(tail))
            for name, number in RELATION.items()
            for head, tail in self.rows(f"edges_{name}.csv")
        ]
        self.connection.executemany("INSERT INTO edge VALUES(?, ?, ?)", sorted(edges))
        run("COMMIT")
        run("CREATE INDEX edge_ops ON edge(o, p, s)")
        run("CREATE INDEX node_name ON node(name)")
        run("ANALYZE")
        run("PRAGMA journal_mode=WAL")
        self.close()
        self.sync()

    def rows(self, name):
        with open(self.file(name)) as file:
            rows = csv.reader(file)
            next(rows)
            yield from rows

    def sync(self):
        descriptor = os.open(self.database, os.O_RDWR)
        os.fsync(descriptor)
        os.close(descriptor)

    def one(self, query, *values):
        return self.connection.execute(query, values).fetchone()[0]

    def all(self, query, *values):
        return self.connection.execute(query, values).fetchall()

    def oneHop(self, song):
        return self.one(ONE_HOP, song)

    def twoHops(self, song):
        return self.one(TWO_HOPS, song)

    def artistAndAlbum(self, song):
        return self.all(CLOSE, song)

    def threeHops(self, song):
        return self.one(THREE_HOPS, song)

    def shortestPath(self, start, goal):
        run = self.connection.execute
        return shortest(lambda node: (row[0] for row in run(NEIGHBOURS, (node,))), start, goal)

    def shared(self, song):
        return self.all(SHARED, song)

    def title(self, title):
        return [row[0] for row in self.all(TITLE, title)]

    def prefix(self, prefix):
        end = prefix[:-1] + chr(ord(prefix[-1]) + 1)
        return [row[0] for row in self.all(PREFIX, prefix, end)]

    def insert(self, artist, tag):
        self.connection.execute(INSERT, (artist, tag))

    def insert_all(self, edges):
        self.connection.execute("BEGIN")
        self.connection.executemany(INSERT, edges)
        self.connection.execute("COMMIT")

    def edges(self):
        return self.one("SELECT count(*) FROM edge")


if __name__ == "__main__":
    serve(SQLite)
