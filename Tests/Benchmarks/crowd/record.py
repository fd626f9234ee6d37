"""What was seen: how long each statement took, what was torn, what failed."""

import threading
from collections import defaultdict
from contextlib import contextmanager


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

    def sat(self, seconds):
        """Notes how long the writer does nothing inside a transaction, where it does."""
        self.holds += [seconds] if seconds else []

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
    """What the writer is at; counted, so that an answer can be placed whole.

    It is idle, inside a transaction that it writes without delay, or sits inside one, half of it done.
    """

    def __init__(self):
        self.number, self.state = 0, "idle"

    @contextmanager
    def inside(self, rest):
        self.number, self.state = self.number + 1, "sitting" if rest else "writing"
        yield
        self.number, self.state = self.number + 1, "idle"
