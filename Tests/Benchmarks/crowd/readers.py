"""Those who read, each in a process of its own."""

import threading
import time

from crowd.questions import long, question
from crowd.shell import Ended, Shell, once


class Asking:
    """How an answer is timed, placed beside the writer, and looked at."""

    def __init__(self, record, phase):
        self.record, self.phase = record, phase

    def ask(self, asked, answer):
        number, state = self.phase.number, self.phase.state
        started = time.perf_counter()
        rows = answer(asked.statement)
        seconds = time.perf_counter() - started
        # Where the writer has come or gone meanwhile, the answer is of neither state.
        self.record.took(asked.kind, seconds, state if number == self.phase.number else "moving")
        if not self.whole(asked, rows):
            self.record.tore(asked.statement, rows)

    @staticmethod
    def whole(asked, rows):
        try:
            return asked.is_whole(rows)
        except (KeyError, TypeError, IndexError):
            return False


class Staying(Asking):
    """Keeps one process, and asks it."""

    def __init__(self, program, folder, database, random, record, phase, pick=question):
        super().__init__(record, phase)
        self.open = lambda: Shell(program, folder, database)
        self.random, self.pick = random, pick
        self.shell = self.open()

    def run(self, is_over):
        while not is_over():
            try:
                self.ask(self.pick(self.random), self.shell.run)
            except Ended:
                self.record.fail(f"a reader's process ended: {self.shell.failures()[-1:]}")
                return
        self.close()

    def close(self):
        for failure in self.shell.failures():
            self.record.fail(failure)
        self.shell.end()


class Killed(Staying):
    """Its process is killed now and then, in the middle of a long read, and another takes its place."""

    def run(self, is_over):
        while not is_over():
            for _ in range(self.random.randrange(20, 60)):
                self.ask(self.pick(self.random), self.shell.run)
            self.shell.send(long(self.random).statement)
            time.sleep(self.random.uniform(0, 0.2))
            self.shell.kill()
            self.record.killed += 1
            self.close()
            self.shell = self.open()
        self.close()


class Coming(Asking):
    """Opens the database for each statement, and closes it."""

    def __init__(self, program, database, random, record, phase):
        super().__init__(record, phase)
        self.program, self.database, self.random = program, database, random

    def run(self, is_over):
        while not is_over():
            asked = question(self.random)
            asked.kind = "any of these, in a process of its own"
            self.ask(asked, self.answer)

    def answer(self, statement):
        rows, failed = once(self.program, self.database, statement)
        for failure in failed:
            self.record.fail(failure)
        return rows


def started(readers, is_over):
    """A thread each."""
    threads = [threading.Thread(target=reader.run, args=(is_over,), daemon=True) for reader in readers]
    for thread in threads:
        thread.start()
    return threads
