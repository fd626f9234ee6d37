"""The engines, each a process of its own that answers requests line by line."""

import json
import os
import subprocess
import sys

SEGUE = ["segue", "program"]
PEERS = ["ladybug", "oxigraph", "sqlite", "igraph", "rustworkx"]
MORE_PEERS = ["networkx", "duckdb", "kuzu", "engine"]
TITLES = {
    "segue": "SegueKit",
    "program": "the program, through a pipe",
    "engine": "the query layer inside",
    "ladybug": "Ladybug",
    "oxigraph": "Oxigraph",
    "sqlite": "SQLite",
    "networkx": "NetworkX",
    "duckdb": "DuckDB",
    "kuzu": "Kuzu",
}


class Process:
    """One engine at work."""

    def __init__(self, name, work, program):
        self.name = name
        self.title = TITLES.get(name, name)
        self.failures = []
        database = os.path.join(work, f"{name}.db")
        self.process = subprocess.Popen(
            command(name, program) + [work, database],
            env=os.environ | {"SEGUE": os.path.join(os.path.dirname(program), "segue")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        about = self.ask("about")
        self.version = about.get("version", "?")
        self.questions = about.get("questions", [])
        self.writes = about.get("writes", False)

    def ask(self, deed, **details):
        """The reply; an empty one where the engine failed, which is noted."""
        self.process.stdin.write(json.dumps({"do": deed, **details}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        reply = json.loads(line) if line else {"error": "the engine is gone"}
        if reply.get("error"):
            failure = f"{self.title}, {details.get('question', deed)}: {reply['error']}"[:300]
            self.failures += [failure] if failure not in self.failures else []
            return {}
        return reply

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def command(name, program):
    if name in ("segue", "engine"):
        return [program, "library" if name == "segue" else name]
    return [sys.executable, "-m", f"peers.{name}"]
