"""The order of the day: every engine does one piece of work before any does the next."""

import sys
from collections import defaultdict

WRITES = {"insert": 200, "batch": 5}


class Measurements:
    """What each engine took, row by row."""

    def __init__(self):
        self.micros = defaultdict(list)  # (engine, row)
        self.answers = defaultdict(list)  # (engine, question): pairs of place and answer
        self.bytes, self.edge_bytes, self.edges = {}, {}, {}


def measure(engines, workload, rounds, seconds):
    """`seconds` is the longest that an engine may take for one question in all rounds."""
    found = Measurements()
    load(engines, found)
    for _ in range(3):
        open_all(engines, found)
    check_edges(engines, found, "before")
    for part in range(rounds):
        note(f"round {part + 1} of {rounds}")
        for question, items in workload["questions"].items():
            span = (len(items) * part // rounds, len(items) * (part + 1) // rounds)
            ask(engines, question, span, seconds / rounds, found)
    write(engines, rounds, found)
    check_edges(engines, found, "after")
    return found


def load(engines, found):
    for engine in engines:
        note(f"{engine.title} loads")
        reply = engine.ask("load")
        found.bytes[engine.name] = reply.get("bytes")
        found.edge_bytes[engine.name] = reply.get("edgeBytes")
        keep(found, engine, "load", reply)


def open_all(engines, found):
    for engine in engines:
        keep(found, engine, "open", engine.ask("open"))


def keep(found, engine, row, reply):
    if "seconds" in reply:
        found.micros[engine.name, row].append(reply["seconds"] * 1e6)


def ask(engines, question, span, seconds, found):
    for engine in engines:
        if question not in engine.questions:
            continue
        reply = engine.ask("ask", question=question, **{"from": span[0], "to": span[1]}, seconds=seconds)
        found.micros[engine.name, question] += reply.get("micros", [])
        found.answers[engine.name, question] += enumerate(reply.get("answers", []), start=span[0])


def write(engines, rounds, found):
    writers = [engine for engine in engines if engine.writes]
    note("writes")
    for part in range(rounds):
        span = {"from": WRITES["insert"] * part // rounds, "to": WRITES["insert"] * (part + 1) // rounds}
        for engine in writers:
            found.micros[engine.name, "insert"] += engine.ask("insert", **span).get("micros", [])
    for number in range(WRITES["batch"]):
        for engine in writers:
            found.micros[engine.name, "batch"] += engine.ask("batch", number=number).get("micros", [])


def check_edges(engines, found, when):
    for engine in engines:
        found.edges[engine.name, when] = engine.ask("edges").get("count")


def note(text):
    print(text, file=sys.stderr, flush=True)
