"""Kuzu and its successor Ladybug, which share API and language."""

from graph.songs import RELATIONS, TYPES
from peers.engine import Engine

COUNT = "WHERE b.id <> $s RETURN count(DISTINCT b.id)"
ONE_HOP = "MATCH (a:Song {id: $s})-[]-(b) RETURN count(DISTINCT b.id)"
TWO_HOPS = f"MATCH (a:Song {{id: $s}})-[* SHORTEST 1..2]-(b) {COUNT}"
CLOSE = "MATCH (a:Song {id: $s})-[:sungBy|onAlbum* SHORTEST 1..2]-(b) WHERE b.id <> $s RETURN b.id, b.name"
THREE_HOPS = f"MATCH (a:Song {{id: $s}})-[:sungBy|onAlbum|taggedWith|similarTo* SHORTEST 1..3]-(b) {COUNT}"
PATH = "MATCH p = (a:Song {id: $s})-[* SHORTEST 1..10]-(b:Song {id: $t}) RETURN length(p), nodes(p) LIMIT 1"
SHARED = """
MATCH (s:Song {id: $s})-[:sungBy]->(:Artist)-[:taggedWith]->(:Tag)<-[:taggedWith]-(:Artist)<-[:sungBy]-(t:Song)
  -[:releasedIn]->(:Year)<-[:releasedIn]-(s)
WHERE t.id <> $s RETURN t.id AS i, count(*) AS c ORDER BY c DESC, i LIMIT 10"""
TITLE = "MATCH (s:Song) WHERE s.name = $x RETURN s.id"
PREFIX = "MATCH (s:Song) WHERE s.name STARTS WITH $x RETURN s.id, s.name LIMIT 20"
INSERT = "MATCH (a:Artist {id: $s}), (g:Tag {id: $t}) CREATE (a)-[:taggedWith]->(g)"


class Cypher(Engine):
    """`module` is the library's."""

    module = None

    def open(self):
        self.library = self.module.Database(self.database)
        self.connection = self.module.Connection(self.library)
        self.prepared = {}

    def close(self):
        self.prepared = {}
        self.connection.close()
        self.library.close()

    def load(self):
        self.open()
        run = self.connection.execute
        for kind in TYPES:
            table = kind.capitalize()
            run(f"CREATE NODE TABLE {table}(id INT64, name STRING, PRIMARY KEY(id))")
            run(f"COPY {table} FROM '{self.file(f'nodes_{kind}.csv')}' (HEADER=true)")
        for relation, (head, tail) in RELATIONS.items():
            run(f"CREATE REL TABLE {relation}(FROM {head.capitalize()} TO {tail.capitalize()})")
            run(f"COPY {relation} FROM '{self.file(f'edges_{relation}.csv')}' (HEADER=true)")
        run("CHECKPOINT")
        self.close()

    def all(self, query, **values):
        if query not in self.prepared:
            self.prepared[query] = self.connection.prepare(query)
        result = self.connection.execute(self.prepared[query], values)
        rows = result.get_all()
        result.close()
        return rows

    def oneHop(self, song):
        return self.all(ONE_HOP, s=song)[0][0]

    def twoHops(self, song):
        return self.all(TWO_HOPS, s=song)[0][0]

    def artistAndAlbum(self, song):
        return self.all(CLOSE, s=song)

    def threeHops(self, song):
        return self.all(THREE_HOPS, s=song)[0][0]

    def shortestPath(self, start, goal):
        return int(self.all(PATH, s=start, t=goal)[0][0])

    def shared(self, song):
        return self.all(SHARED, s=song)

    def title(self, title):
        return [row[0] for row in self.all(TITLE, x=title)]

    def prefix(self, prefix):
        return [row[0] for row in self.all(PREFIX, x=prefix)]

    def insert(self, artist, tag):
        self.all(INSERT, s=artist, t=tag)

    def insert_all(self, edges):
        import pandas

        frame = pandas.DataFrame(edges, columns=["from", "to"])  # COPY finds it by its name
        self.connection.execute("BEGIN TRANSACTION")
        self.connection.execute("COPY taggedWith FROM frame")
        self.connection.execute("COMMIT")

    def edges(self):
        return self.all("MATCH ()-[e]->() RETURN count(*)")[0][0]
