"""A run of the `segue` program to its end."""

import os
import subprocess


class Run:
    """What it came to: `status`, the last line of errors, and the most memory that was resident, in bytes."""

    def __init__(self, command, statements):
        flags = [flag for statement in statements for flag in ("-c", statement)]
        child = subprocess.Popen(
            command + flags, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        lines = child.stderr.read().splitlines()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = self.status = os.waitstatus_to_exitcode(status)
        self.errors, self.peak = (lines or [""])[-1], usage.ru_maxrss * 1024
