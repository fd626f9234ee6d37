"""The segue program itself: one process that stays, statements through its standard input, JSON back."""

import json
import os
import shutil
import subprocess

from peers.engine import Engine, serve

CLOSE = "sungBy, onAlbum"
TIMELESS = "sungBy, onAlbum, taggedWith, similarTo"
FIRST_YEAR = 1922


class Program(Engine):
    version = "of this tree"

    def start(self):
        self.process = subprocess.Popen(
            [os.environ["SEGUE"], self.database, "-o", "json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)

    def open(self):
        self.start()

    def close(self):
        self.process.stdin.close()
        self.process.wait()

    def load(self):
        shutil.rmtree(self.database, ignore_errors=True)
        imports = [f'import "{self.file(name)}" as triples' for name in ("nodes.tsv", "edges.tsv")]
        subprocess.run(
            [os.environ["SEGUE"], self.database, "-c", "\n".join(imports)], check=True, stderr=subprocess.DEVNULL)

    def rows(self, statement):
        """The text of the answer: an array whose last line ends with its bracket."""
        self.process.stdin.write(statement + "\n")
        self.process.stdin.flush()
        text = ""
        while not text.endswith("]\n"):
            line = self.process.stdout.readline()
            if not line:
                raise RuntimeError("the program has ended")
            text += line
        return text

    def oneHop(self, song):
        return self.rows(f"neighbours song {song}")

    def twoHops(self, song):
        return self.rows(f"neighbours song {song} hops 2 return count")

    def artistAndAlbum(self, song):
        return self.rows(f"neighbours song {song} hops 2 via {CLOSE}")

    def threeHops(self, song):
        return self.rows(f"neighbours song {song} hops 3 via {TIMELESS} return count")

    def shortestPath(self, start, goal):
        return self.rows(f"paths song {start} to song {goal} hops 16 limit 1")

    def shared(self, song):
        return self.rows(
            f'match (s:song {{key: "{song}"}})-[:sungBy]->(a)-[:taggedWith]->(g), '
            "(t:song)-[:sungBy]->(b)-[:taggedWith]->(g), (s)-[:releasedIn]->(y)<-[:releasedIn]-(t) "
            "where t != s return t as node, count(*) as count order by count(*) desc limit 10")

    def title(self, title):
        return self.rows(f'match (node:song {{label: "{title}"}}) return node')

    def prefix(self, prefix):
        return self.rows(f'find "{prefix}" type song limit 20')

    def insert(self, artist, tag):
        # A change waits for its end, and says what it did on the other stream: the next answer comes after it.
        self.rows(f"{self.addition(artist, tag)}\nset format")

    def insert_all(self, edges):
        lines = "\n".join(self.addition(*ends) for ends in edges)
        self.rows(f"begin\n{lines}\ncommit\nset format")

    def addition(self, artist, tag):
        return f"add {self.name(artist)} taggedWith {self.name(tag)}"

    def name(self, number):
        kind = max((offset, kind) for kind, offset in self.offsets.items() if offset <= number)[1]
        return f"{kind} {number - self.offsets[kind] + (FIRST_YEAR if kind == 'year' else 0)}"

    def number(self, node):
        kind, key = node["id"].split(":")
        return self.offsets[kind] + int(key) - (FIRST_YEAR if kind == "year" else 0)

    def settle(self, question, answer):
        rows = json.loads(answer)
        if question == "oneHop":
            return len(rows)
        if question in ("twoHops", "threeHops"):
            return rows[0]["count"]
        if question == "shortestPath":
            return [self.number(node) for node in rows[0]["path"]["nodes"]] if rows else []
        if question == "shared":
            return [[self.number(row["node"]), row["count"]] for row in rows]
        if question == "artistAndAlbum":
            return [[self.number(row["node"]), row["node"]["label"]] for row in rows]
        return [self.number(row["node"]) for row in rows]

    def edges(self):
        return sum(row["count"] for row in json.loads(self.rows("stats")) if row["kind"] == "edges")


if __name__ == "__main__":
    serve(Program)
