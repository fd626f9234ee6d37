"""Kills the program at random points, and looks at what it leaves."""

import os
import random
import time

from faults.program import text
from faults.scenarios import bases, kills

# How often a kill comes at a call by which files change, rather than at a moment.
AT_CALLS = 0.7


def campaign(segue, count, seed, most, tell):
    """Kills `count` times: how often in each part, where, and what was lost."""
    bases(segue)
    rows, lost = [], []
    parts = kills(segue, most)
    for part, scenarios in parts.items():
        share = count // len(parts) + (part == "import") * (count % len(parts))
        row = {"part": part, "kills": 0, "calls": 0, "moments": 0, "late": 0, "lost": 0}
        for place, scenario in enumerate(scenarios):
            here = share // len(scenarios) + (place < share % len(scenarios))
            killer = Killer(segue, scenario, f"{seed}.{part}.{place}")
            for _ in range(here):
                how, fault, was_late = killer.kill()
                row["kills"] += 1
                row[how] += 1
                row["late"] += was_late
                if fault:
                    row["lost"] += 1
                    lost.append(f"{part}, {scenario.name}, {killer.about}: {fault}")
                    tell(lost[-1])
        rows.append(row)
        tell(f"{part}: {row['kills']} kills")
    return rows, lost


class Killer:
    """Runs one scenario over and over, and kills it each time at another point."""

    def __init__(self, segue, scenario, seed):
        self.segue = segue
        self.scenario = scenario
        self.draw = random.Random(seed)
        self.about = ""
        scenario.prepare()
        self.calls, self.seconds = self.measure()

    def measure(self):
        """How many calls change files in a run without a fault, and how long one takes."""
        self.segue.copy(self.scenario.base, "killed")
        counted = self.segue.path("count")
        self.segue.must("killed", self.scenario.script, count=counted)
        self.segue.copy(self.scenario.base, "killed")
        start = time.monotonic()
        self.segue.must("killed", self.scenario.script)
        return int(text(counted)), time.monotonic() - start

    def kill(self):
        """One kill: at a call or at a moment, what is wrong afterwards, and whether the run had ended before it."""
        self.segue.copy(self.scenario.base, "killed")
        at_call = self.draw.random() < AT_CALLS
        status, errors = self.kill_at_call() if at_call else self.kill_at_moment()
        fault = self.scenario.fault("killed", self.scenario.acknowledged(errors)) or self.goes_on()
        return ("calls" if at_call else "moments"), fault, status == 0

    def kill_at_call(self):
        at, how = self.draw.randint(1, self.calls), self.draw.choice(["before", "amid", "after"])
        self.about = f"{how} call {at} of {self.calls}"
        run = self.segue.run("killed", self.scenario.script, at=at, do=how)
        return run.status, run.errors

    def kill_at_moment(self):
        moment = self.draw.uniform(0, self.seconds)
        self.about = f"after {moment:.4f} s of {self.seconds:.4f}"
        process, _, errors = self.segue.start("killed", self.scenario.script)
        time.sleep(moment)
        process.kill()
        return process.wait(), text(errors)

    def goes_on(self):
        """What is wrong where the next process goes on with the database: it writes, trains, and tidies up."""
        script = "add song:after\nadd user:u1 played song:after with count = 1\n"
        script += "train popularity as m\n" if os.path.exists(self.segue.path("killed", "models")) else ""
        run = self.segue.run("killed", script)
        if run.status != 0:
            return f"it cannot be written to: {run.errors[-300:].strip()}"
        folder = self.segue.path("killed", "models")
        left = [name for name in (os.listdir(folder) if os.path.exists(folder) else []) if name.startswith(".m.")]
        return f"{left} is left" if left else None
