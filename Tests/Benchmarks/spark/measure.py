"""One database, here and on Spark: how it gets there, and what its answers cost."""

import hashlib
import json
import os
import subprocess
import time
from statistics import median

from crowd.shell import Shell
from spark.questions import QUESTIONS, draw

TABLES = ["nodes", "keys", "labels", "out", "into"]
PASSING = ["new_nodes", "new_edges", "vocabulary"]


class Measured:
    """What is found of one database."""

    def __init__(self, program, database, schema, folder, server):
        self.program, self.database, self.server = program, os.path.abspath(database), server
        self.schema, self.place = schema, f"{server.address}/{schema}"
        self.folder = os.path.join(folder, schema)
        os.makedirs(self.folder, exist_ok=True)
        self.kept = os.path.join(self.folder, "measured.json")
        self.found = {}
        if os.path.exists(self.kept):
            with open(self.kept, encoding="utf-8") as file:
                self.found = json.load(file)

    def keep(self):
        with open(self.kept + ".part", "w", encoding="utf-8") as file:
            json.dump(self.found, file, indent=1, ensure_ascii=False)
        os.replace(self.kept + ".part", self.kept)

    def export(self):
        """Brings it to Spark, unless it is there already."""
        if "export" in self.found:
            return
        mark, start = self.server.mark(), time.monotonic()
        command = [self.program, self.database, "--read-only", "-c", f'export "{self.place}"']
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            raise SystemExit(f"{self.database}: {done.stderr}")
        seconds = time.monotonic() - start
        time.sleep(2)
        self.found["export"] = {
            "seconds": seconds, "said": done.stderr.strip().splitlines()[-1],
            "parts": self.server.parts(mark, self.schema, PASSING + TABLES), "load": os.getloadavg()[0],
        }
        self.keep()

    def sizes(self):
        """Bytes and files of each table, and rows."""
        self.found["sizes"] = self.server.sizes(self.schema, TABLES)
        counts = self.rows("schema")
        self.found["edges"] = sum(row["count"] for row in counts)
        self.found["plays"] = sum(row["count"] for row in counts if row["relation"] == "played")
        self.found["nodes"] = sum(
            row["count"] for row in self.rows("stats") if row["kind"] == "nodes" and row["count"])
        self.keep()

    def rows(self, statement):
        command = [self.program, self.database, "--read-only", "-o", "jsonl", "-c", statement]
        done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def ask(self, repeats, seed):
        """Each question of the same nodes here and there."""
        here, there = self.shell(self.database), self.shell(self.place)
        there.run("schema")
        drawn = list(draw(self.program, self.database, repeats + 1, seed))
        answers = self.found.setdefault("answers", {})
        for title, statement in QUESTIONS.items():
            if "recommend" in statement and not there.run("models"):
                continue
            few = drawn if "{" in statement else drawn[:3]
            answers[title] = self.compare(here, there, [statement.format(**nodes) for nodes in few])
            answers[title]["statement"] = statement
            self.keep()
        here.end()
        there.end()

    def shell(self, place):
        return Shell(self.program, self.folder, place, "--read-only")

    def compare(self, here, there, statements):
        """The first is asked to warm both up; the others are timed."""
        took, same, rows, mark = {here: [], there: []}, True, 0, None
        for place, statement in enumerate(statements):
            if place == 1:
                mark = self.server.mark()
            found = {}
            for shell in (here, there):
                start = time.perf_counter()
                found[shell] = shell.run(statement)
                took[shell].append(time.perf_counter() - start)
            same = same and summed(found[here]) == summed(found[there])
            rows += len(found[there]) if place else 0
        asked = len(statements) - 1
        work = {name: number / asked for name, number in self.server.since(mark).items()}
        planned = there.run(f"plan {statements[-1]}") if not statements[-1].startswith(("stats", "find")) else []
        cost = planned[-1] if planned else {}
        return {
            "here": median(took[here][1:]), "there": median(took[there][1:]), "same": same, "rows": rows / asked,
            "asked": asked, "seeks": cost.get("seeks"), "visits": cost.get("visits"), **work,
        }


def summed(rows):
    """A sum of rows, whatever their order and that of lists in them."""
    lines = sorted(json.dumps(ordered(row), sort_keys=True) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def ordered(value):
    if isinstance(value, dict):
        return {key: ordered(part) for key, part in value.items()}
    if isinstance(value, list):
        return sorted((ordered(part) for part in value), key=lambda part: json.dumps(part, sort_keys=True))
    return value
