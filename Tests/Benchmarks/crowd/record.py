"""What was seen: how long each statement took, what was torn, what failed."""

import threading
from collections import defaultdict


class Record:
    def __init__(self):
        self.lock = threading.Lock()
        self.times = defaultdict(list)
        self.torn = []
        self.failed = []
        self.killed = 0
        self.holds = []
        self.sizes = []

    def took(self, kind, seconds, state=""):
        with self.lock:
            self.times[kind, state].append(seconds)

    def tore(self, statement, rows):
        with self.lock:
            self.torn.append(f"{statement}: {str(rows)[:300]}")

    def fail(self, what):
        with self.lock:
            self.failed.append(what)

    def kinds(self):
        return list(dict.fromkeys(kind for kind, _ in self.times))

    def of(self, kind, state=None):
        return sorted(
            time for (name, when), times in self.times.items() for time in times
            if name == kind and state in (None, when))

    def count(self, kinds=None, state=None):
        return sum(len(self.of(kind, state)) for kind in kinds or self.kinds())


class Phase:
    """Whether the writer is inside a transaction at the moment; counted, so that an answer can be placed whole."""

    def __init__(self):
        self.number = 0
        self.is_inside = False

    def __enter__(self):
        self.number, self.is_inside = self.number + 1, True

    def __exit__(self, *_):
        self.number, self.is_inside = self.number + 1, False
