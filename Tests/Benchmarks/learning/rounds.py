"""The order of the day: for each measure segue and PyTorch work in turn, each in a process of its own, some rounds."""

import json
import os
import subprocess
import sys
from collections import defaultdict

# measure: how many can do it
SIDES = {
    "neumf256": 2, "neumf4096": 2, "stage2": 2, "scoring": 2, "recommend": 1, "explain": 1, "counterfactual": 1,
}


class Measurements:
    """What was printed, a list of rounds for each measure and side."""

    def __init__(self):
        self.lines = defaultdict(list)  # (measure, side)
        self.loads = defaultdict(list)  # measure
        self.failures = []
        self.load_before = os.getloadavg()[0]


def measure(work, program, rounds):
    """Rounds stand outside, so that what else the machine does falls on all measures alike."""
    found = Measurements()
    commands = {"segue": [program, "learning", work], "pytorch": [sys.executable, "-m", "peers.pytorch", work]}
    for number in range(1, rounds + 1):
        for name, sides in SIDES.items():
            for side in list(commands)[:sides]:
                print(f"round {number} of {rounds}: {name}, {side}", file=sys.stderr, flush=True)
                found.loads[name].append(os.getloadavg()[0])
                ask(commands[side] + [name], name, side, found)
    return found


def ask(command, name, side, found):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 0:
        found.lines[name, side].append(json.loads(done.stdout))
        return
    failure = f"{name}, {side}: {cause(done.stderr.splitlines())}"
    found.failures += [failure] if failure not in found.failures else []


def cause(lines):
    """Swift says it first, and then how it came to it; Python the other way round."""
    said = [line for line in lines if "Fatal error" in line] + [line for line in reversed(lines) if line.strip()]
    return said[0] if said else "it ended early"
