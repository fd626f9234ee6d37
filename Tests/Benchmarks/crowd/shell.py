"""The `segue` program as a process: one that stays and is asked, or one a statement."""

import json
import os
import signal
import subprocess
import threading
import time

END = '"setting":"rows"'


class Ended(Exception):
    """The process is gone."""


class Shell:
    """A process that is asked through its standard input, and answers a piece before it reads the next."""

    count = 0
    lock = threading.Lock()

    def __init__(self, program, folder, database, *flags):
        with Shell.lock:
            Shell.count += 1
            self.errors = os.path.join(folder, f"shell{Shell.count}.errors")
        self.process = subprocess.Popen(
            [program, database, "-o", "jsonl", "--errors", "json", "--keep-going", *flags],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=open(self.errors, "wb"), text=True,
            encoding="utf-8")

    def run(self, statements):
        """The rows that the statements answer together."""
        self.send(statements)
        return self.rows()

    def send(self, statements):
        """Has statements run; `rows` waits for what they answer."""
        try:
            self.process.stdin.write(statements + "\nset\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Ended from None

    def rows(self):
        rows = []
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise Ended
            if END in line:
                return rows
            if not line.startswith('{"setting":'):
                rows.append(json.loads(line))

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self):
        """Ends it, whatever it does."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def failures(self):
        """What its statements said that failed."""
        with open(self.errors, encoding="utf-8", errors="replace") as file:
            return failures(file.read())


def once(program, database, statement):
    """The rows of one statement in a process of its own, and what failed."""
    done = subprocess.run(
        [program, database, "-o", "jsonl", "--errors", "json", "-c", statement], stdin=subprocess.DEVNULL,
        capture_output=True, text=True, encoding="utf-8")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    found = failures(done.stderr)
    return rows, found or ([f"exit code {done.returncode}"] if done.returncode else [])


def failures(errors):
    """The errors among what stands on standard error: notes are `{"note":…}`."""
    found = []
    for line in errors.splitlines():
        if not line.startswith('{"note":'):
            found.append(line)
    return found
