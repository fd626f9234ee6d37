"""Oxigraph: SPARQL over RDF. Its commits do not sync, so its inserts are no durable ones."""

from importlib.metadata import version

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from graph.files import SITE
from graph.sizes import Sizes
from peers.engine import Engine, serve, shortest

NAME = NamedNode(SITE + "name")
TAGGED = NamedNode(SITE + "taggedWith")
ANY = "!(:name|^:name)"
TIMELESS = "!(:name|^:name|:releasedIn|^:releasedIn)"
COUNT = "(COUNT(DISTINCT ?b) AS ?c)"
SONGS = f'FILTER(STRSTARTS(STR(?s), "{SITE}song/"))'


class Oxigraph(Engine):
    version = version("pyoxigraph")

    def open(self):
        self.store = Store(self.database)

    def close(self):
        self.store.flush()
        del self.store

    def load(self):
        self.open()
        self.store.bulk_load(path=self.file("graph.nt"), format=RdfFormat.N_TRIPLES)
        self.store.flush()
        self.store.optimize()
        self.close()

    def text(self, node):
        """`http://s/song/17` of a node's number."""
        kind = max((kind for kind in self.offsets if self.offsets[kind] <= node), key=self.offsets.get)
        key = node - self.offsets[kind] + (Sizes.first_year if kind == "year" else 0)
        return f"{SITE}{kind}/{key}"

    def number(self, text):
        kind, key = text[len(SITE) :].split("/")
        return self.offsets[kind] + int(key) - (Sizes.first_year if kind == "year" else 0)

    def all(self, query):
        return list(self.store.query(f"PREFIX : <{SITE}> {query}"))

    def count(self, query):
        return int(self.all(query)[0][0].value)

    def oneHop(self, song):
        return self.count(f"SELECT {COUNT} {{ <{self.text(song)}> {ANY} ?b }}")

    def twoHops(self, song):
        start = f"<{self.text(song)}>"
        return self.count(f"SELECT {COUNT} {{ {start} {ANY}/({ANY})? ?b FILTER(?b != {start}) }}")

    def artistAndAlbum(self, song):
        """A song's edges of these relations all go out; a path that looked both ways would take long."""
        start, step = f"<{self.text(song)}>", "(:sungBy|:onAlbum)"
        rows = self.all(f"""
            SELECT ?b ?n {{
              {{ SELECT DISTINCT ?b {{ {{ {start} {step} ?b }}
                 UNION {{ {start} {step} ?x . ?b {step} ?x FILTER(?b != {start}) }} }} }}
              ?b :name ?n }}""")
        return [(row[0].value, row[1].value) for row in rows]

    def threeHops(self, song):
        start, step = f"<{self.text(song)}>", TIMELESS
        return self.count(f"SELECT {COUNT} {{ {start} {step}/({step}/({step})?)? ?b FILTER(?b != {start}) }}")

    def shortestPath(self, start, goal):
        """SPARQL has no such question, so the search runs outside."""
        return shortest(self.neighbours, NamedNode(self.text(start)), NamedNode(self.text(goal)))

    def neighbours(self, node):
        for quad in self.store.quads_for_pattern(node, None, None, None):
            if quad.predicate != NAME:
                yield quad.object
        for quad in self.store.quads_for_pattern(None, None, node, None):
            yield quad.subject

    def shared(self, song):
        start = f"<{self.text(song)}>"
        rows = self.all(f"""
            SELECT ?t ?c {{
              {{ SELECT ?b (COUNT(*) AS ?c)
                 {{ {start} :sungBy ?a . ?a :taggedWith ?g . ?b :taggedWith ?g }} GROUP BY ?b }}
              {start} :releasedIn ?y . ?t :releasedIn ?y . ?t :sungBy ?b FILTER(?t != {start})
            }} ORDER BY DESC(?c) LIMIT 4000""")
        pairs = [(self.number(row[0].value), int(row[1].value)) for row in rows]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:10]

    def title(self, title):
        return [row[0].value for row in self.all(f'SELECT ?s {{ ?s :name "{title}" {SONGS} }}')]

    def prefix(self, prefix):
        chosen = f'FILTER(STRSTARTS(?n, "{prefix}")) {SONGS}'
        return [row[0].value for row in self.all(f"SELECT ?s ?n {{ ?s :name ?n {chosen} }} LIMIT 20")]

    def settle(self, question, answer):
        if question == "artistAndAlbum":
            return [(self.number(text), name) for text, name in answer]
        if question in ("title", "prefix"):
            return [self.number(text) for text in answer]
        return answer

    def quad(self, artist, tag):
        return Quad(NamedNode(self.text(artist)), TAGGED, NamedNode(self.text(tag)), DefaultGraph())

    def insert(self, artist, tag):
        self.store.add(self.quad(artist, tag))

    def insert_all(self, edges):
        self.store.extend(self.quad(artist, tag) for artist, tag in edges)

    def edges(self):
        return len(self.store) - self.count("SELECT (COUNT(*) AS ?c) { ?s :name ?n }")


if __name__ == "__main__":
    serve(Oxigraph)
