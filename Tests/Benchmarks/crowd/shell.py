"""The `segue` program as a process: one that stays and reads a pipe, or one a statement."""

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
    """A process that runs what is written into a pipe of its own, a piece at a time: `source` reads it to its end."""

    count = 0
    lock = threading.Lock()

    def __init__(self, program, folder, database):
        with Shell.lock:
            Shell.count += 1
            name = os.path.join(folder, f"shell{Shell.count}")
        self.pipe, self.errors = f"{name}.pipe", f"{name}.errors"
        os.mkfifo(self.pipe)
        script = f"{name}.segue"
        with open(script, "w") as file:
            file.write(f'source "{self.pipe}"\n' * 300_000)
        self.process = subprocess.Popen(
            [program, database, "-o", "jsonl", "--errors", "json", "--keep-going", "-f", script],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=open(self.errors, "wb"), text=True,
            encoding="utf-8")

    def run(self, statements):
        """The rows that the statements answer together."""
        self.send(statements)
        return self.rows()

    def send(self, statements):
        """Has statements run; `rows` waits for what they answer."""
        with open(self.descriptor(), "w", encoding="utf-8") as pipe:
            pipe.write(statements + "\nset\n")

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

    def descriptor(self):
        """The pipe's, once the process reads it."""
        while self.process.poll() is None:
            try:
                descriptor = os.open(self.pipe, os.O_WRONLY | os.O_NONBLOCK)
            except OSError:
                time.sleep(0.0001)
                continue
            os.set_blocking(descriptor, True)
            return descriptor
        raise Ended

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
