"""The `segue` program, run to its end or asked one statement after the other."""

import os
import subprocess
import threading
import time

MARK = "help quit"


class Run:
    """A run to its end: `status`, the last line of errors, and the most memory that was resident, in bytes."""

    def __init__(self, command, statements):
        flags = [flag for statement in statements for flag in ("-c", statement)]
        child = subprocess.Popen(
            command + flags, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        lines = child.stderr.read().splitlines()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = self.status = os.waitstatus_to_exitcode(status)
        self.errors, self.peak = (lines or [""])[-1], usage.ru_maxrss * 1024


class Talk:
    """A program that reads statements from a pipe. `--echo` says when it begins one: the one before is answered then."""

    def __init__(self, command):
        self.child = subprocess.Popen(
            command + ["-o", "jsonl", "--echo", "--keep-going"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, bufsize=1)
        self.failures = []
        threading.Thread(target=self.child.stdout.read, daemon=True).start()

    def ask(self, statement):
        """How many milliseconds its answer took."""
        start = time.perf_counter()
        self.child.stdin.write(f"{statement}\n{MARK}\n")
        for line in self.child.stderr:
            if "error" in line:
                self.failures.append(f"{statement}: {line.strip()}")
            if MARK in line:
                break
        return (time.perf_counter() - start) * 1_000

    def close(self):
        self.child.stdin.close()
        self.child.wait()
        return self.failures
