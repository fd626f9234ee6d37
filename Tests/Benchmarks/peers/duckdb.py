"""DuckDB: one table of edges both ways, clustered by node, so that a hop is one look-up in its index."""

import duckdb

from graph.songs import RELATIONS, TYPES
from peers.engine import Engine, serve

TYPE = {name: number for number, name in enumerate(TYPES)}
RELATION = {name: number for number, name in enumerate(RELATIONS)}


def hops(count, only=""):
    """Common tables h1 … hn of the nodes a step further, and their union u."""
    steps = [f"h1 AS MATERIALIZED (SELECT DISTINCT o n FROM adj WHERE s = $1{only})"]
    for hop in range(2, count + 1):
        last = f"SELECT n FROM h{hop - 1}"
        steps.append(f"h{hop} AS MATERIALIZED (SELECT DISTINCT o n FROM adj WHERE s IN ({last}){only})")
    union = " UNION ".join(f"SELECT n FROM h{hop}" for hop in range(1, count + 1))
    return f"WITH {', '.join(steps)}, u AS ({union}) "


ONE_HOP = "SELECT count(DISTINCT o) FROM adj WHERE s = ?"
TWO_HOPS = hops(2) + "SELECT count(*) FROM u WHERE n <> $1"
CLOSE = hops(2, f" AND p IN ({RELATION['sungBy']}, {RELATION['onAlbum']})")
CLOSE += "SELECT n, name FROM u JOIN node ON id = n WHERE n <> $1"
THREE_HOPS = hops(3, f" AND p <> {RELATION['releasedIn']}") + "SELECT count(*) FROM u WHERE n <> $1"
PATH = """
WITH RECURSIVE r(n, d) USING KEY (n) AS (
  SELECT $1::INTEGER, 0
  UNION
  SELECT o, min(d) + 1 FROM (
    SELECT adj.o, r.d FROM r JOIN adj ON adj.s = r.n
    WHERE NOT EXISTS (FROM recurring.r q WHERE q.n = adj.o) AND NOT EXISTS (FROM recurring.r q WHERE q.n = $2))
  GROUP BY o)
SELECT d FROM r WHERE n = $2"""
SHARED = f"""
WITH mine AS MATERIALIZED (
  SELECT tagged.o tag FROM adj sung JOIN adj tagged ON tagged.s = sung.o AND tagged.p = {RELATION["taggedWith"]}
    AND tagged.d = 0
  WHERE sung.s = $1 AND sung.p = {RELATION["sungBy"]} AND sung.d = 0),
common AS (
  SELECT o artist, count(*) count FROM adj WHERE p = {RELATION["taggedWith"]} AND d = 1 AND s IN (SELECT tag FROM mine)
  GROUP BY 1)
SELECT other.o, common.count FROM adj year
JOIN adj other ON other.s = year.o AND other.p = {RELATION["releasedIn"]} AND other.d = 1
JOIN adj sung ON sung.s = other.o AND sung.p = {RELATION["sungBy"]} AND sung.d = 0
JOIN common ON common.artist = sung.o
WHERE year.s = $1 AND year.p = {RELATION["releasedIn"]} AND year.d = 0 AND other.o <> $1
ORDER BY 2 DESC, 1 LIMIT 10"""
TAGGED = RELATION["taggedWith"]


class DuckDB(Engine):
    version = duckdb.__version__

    def open(self):
        self.connection = duckdb.connect(self.database)

    def close(self):
        self.connection.close()

    def load(self):
        self.open()
        run = self.connection.execute
        run("CREATE TABLE node(id INTEGER, type TINYINT, name VARCHAR)")
        for name, number in TYPE.items():
            columns = "{'id': 'INTEGER', 'name': 'VARCHAR'}"
            source = f"read_csv('{self.file(f'nodes_{name}.csv')}', header=true, columns={columns})"
            run(f"INSERT INTO node SELECT id, {number}, name FROM {source}")
        both = " UNION ALL ".join(self.both_ways(name, number) for name, number in RELATION.items())
        run(f"CREATE TABLE adj AS SELECT * FROM ({both}) ORDER BY s, p, o")
        for index in ("adj_s ON adj(s)", "node_id ON node(id)", "node_name ON node(name)"):
            run(f"CREATE INDEX {index}")
        run("CHECKPOINT")
        self.close()

    def both_ways(self, name, number):
        source = f"read_csv('{self.file(f'edges_{name}.csv')}', header=true)"
        rows = f'SELECT "from" a, "to" b, 0 d FROM {source} UNION ALL SELECT "to", "from", 1 FROM {source}'
        return f"SELECT a::INTEGER s, {number}::TINYINT p, b::INTEGER o, d::TINYINT d FROM ({rows})"

    def one(self, query, *values):
        return self.connection.execute(query, list(values)).fetchone()[0]

    def all(self, query, *values):
        return self.connection.execute(query, list(values)).fetchall()

    def oneHop(self, song):
        return self.one(ONE_HOP, song)

    def twoHops(self, song):
        return self.one(TWO_HOPS, song)

    def artistAndAlbum(self, song):
        return self.all(CLOSE, song)

    def threeHops(self, song):
        return self.one(THREE_HOPS, song)

    def shortestPath(self, start, goal):
        return self.one(PATH, start, goal)

    def shared(self, song):
        return self.all(SHARED, song)

    def title(self, title):
        """The type is looked at outside: a second condition would keep the index from being used."""
        rows = self.all("SELECT id, type FROM node WHERE name = ?", title)
        return [node for node, kind in rows if kind == TYPE["song"]]

    def prefix(self, prefix):
        query = f"SELECT id, name FROM node WHERE name LIKE ? AND type = {TYPE['song']} LIMIT 20"
        return [row[0] for row in self.all(query, prefix + "%")]

    def insert(self, artist, tag):
        self.connection.execute("BEGIN")
        rows = f"(?, {TAGGED}, ?, 0), (?, {TAGGED}, ?, 1)"
        self.connection.execute(f"INSERT INTO adj VALUES {rows}", [artist, tag, tag, artist])
        self.connection.execute("COMMIT")

    def insert_all(self, edges):
        import pandas

        frame = pandas.DataFrame(edges, columns=["a", "b"])  # found by its name
        assert len(frame) == len(edges)
        self.connection.execute("BEGIN")
        rows = f"SELECT a, {TAGGED}, b, 0 FROM frame UNION ALL SELECT b, {TAGGED}, a, 1 FROM frame"
        self.connection.execute(f"INSERT INTO adj {rows}")
        self.connection.execute("COMMIT")

    def edges(self):
        return self.one("SELECT count(*) FROM adj WHERE d = 0")


if __name__ == "__main__":
    serve(DuckDB)
