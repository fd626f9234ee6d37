"""Disks that fill up, disks that fail, and databases that reach their largest size."""

import os
import random
import subprocess

from faults import data
from faults.program import Segue, text
from faults.scenarios import Scenario, bases, kills, state

# What befalls a call, and what the program is to say: the code of its error, and words of it.
BEFALLS = {"full": "disk is full", "short": "", "broken": ""}


def campaign(segue, count, seed, most, tell):
    """Fills the disk, or breaks it, at `count` calls of each scenario: rows and faults."""
    bases(segue)
    rows, faults = [], []
    wanted = [scenario for part in kills(segue, most).values() for scenario in part]
    wanted += [
        Scenario(segue, name, "taught", [step], sign)
        for name, step, sign in [
            ("export", 'export "out.jsonl"', "exported "),
            ("into", 'neighbours user u1 into "out.csv"', "wrote "),
            ("backup", 'backup "copy"', "the database as last"),
        ]
    ]
    for place, scenario in enumerate(wanted):
        trial = Trial(segue, scenario, random.Random(f"{seed}.{place}"))
        found = [fault for _ in range(count) if (fault := trial.run())]
        rows.append(
            {
                "scenario": scenario.name,
                "cases": count,
                "said": trial.said,
                "unharmed": trial.unharmed,
                "faults": len(found),
            }
        )
        faults += found
        for fault in found[:4]:
            tell(fault)
    for row, found in [largest(segue, count, seed), small_disks(segue, count)]:
        rows.append(row)
        faults += found
        for fault in found[:4]:
            tell(fault)
    return rows, faults


class Trial:
    """One scenario whose calls fail."""

    def __init__(self, segue, scenario, draw):
        self.segue = segue
        self.scenario = scenario
        self.draw = draw
        self.said = self.unharmed = 0
        scenario.prepare()
        self.copy()
        segue.must("full", scenario.script, count=segue.path("count"))
        self.calls = int(text(segue.path("count")))

    def copy(self):
        self.segue.copy(self.scenario.base, "full")
        for name in ("out.jsonl", "out.csv", "copy"):
            self.segue.remove(name)
            if os.path.exists(self.segue.path(name)):
                os.remove(self.segue.path(name))

    def run(self):
        """One case; what is wrong with it."""
        self.copy()
        befalls, at = self.draw.choice(list(BEFALLS)), self.draw.randint(1, self.calls)
        run = self.segue.run("full", self.scenario.script, "--errors", "json", at=at, do=befalls)
        fault = self.fault(run, befalls)
        return f"{self.scenario.name}, {befalls} at call {at} of {self.calls}: {fault}" if fault else None

    def fault(self, run, befalls):
        if run.crashed:
            return f"it crashed: {run.crashed}"
        done = self.scenario.acknowledged(plain(run.errors))
        if run.status == 0:
            self.unharmed += 1
        elif fault := refusal(run, {"io"}, BEFALLS[befalls]):
            return fault
        else:
            self.said += 1
        left = [name for name in os.listdir(self.segue.folder) if name.endswith(".new")]
        models = self.segue.path("full", "models")
        left += [name for name in (os.listdir(models) if os.path.exists(models) else []) if name.endswith(".new")]
        if left:
            return f"{left} is left"
        # Whether a write that broke got through cannot be known; on a full disk it has not. A model is saved before it
        # is taken into use, and where that alone failed, the error names the file `chosen`.
        is_old = befalls == "full" and run.status != 0 and not run.reports[0]["message"].startswith("chosen: ")
        return self.scenario.fault("full", done, exactly=is_old)


def plain(errors):
    """What was said, without the objects that it was said in."""
    return errors.replace('{"note":"', "").replace('"}', "")


def refusal(run, codes, words):
    """What is wrong with how a statement was refused."""
    if run.status not in (1, 3):
        return f"it ended with {run.status}"
    if not run.reports:
        return f"no error was said: {run.errors[-300:]}"
    report = run.reports[0]
    if report["code"] not in codes:
        return f"the error is `{report['code']}`: {report['message']}"
    if words not in report["message"]:
        return f"the message is: {report['message']}"
    return None if report["help"] or not words else f"no way on: {report['message']}"


def largest(segue, count, seed):
    """Databases that reach their largest size."""
    draw = random.Random(f"{seed}.largest")
    faults = []
    data.write(segue, "large.tsv", data.plays(60_000, 3_000, 4_000, 14))
    before, _ = state(segue, "taught")
    scripts = [
        'import "large.tsv" as plays\n',
        "begin\n" + "".join(f'add song:x{n} label "{"long " * 60}{n}"\n' for n in range(2500)) + "commit\n",
    ]
    for number in range(count):
        segue.copy("taught", "full")
        size = draw.randrange(300 << 10, 900 << 10) // 4096 * 4096
        run = segue.run("full", scripts[number % 2], "--errors", "json", map=size)
        fault = "it crashed: " + run.crashed if run.crashed else refusal(run, {"map_full"}, "largest size")
        if not fault:
            after, problem = state(segue, "full")
            fault = problem or (after != before and "the old state is not what it was")
        if fault:
            faults.append(f"largest size {size}: {fault}")
    return {
        "scenario": "largest size reached",
        "cases": count,
        "said": count - len(faults),
        "unharmed": 0,
        "faults": len(faults),
    }, faults


def small_disks(segue, count):
    """True file systems that are full; only root may make some."""
    row = {"scenario": "file systems of few megabytes", "cases": 0, "said": 0, "unharmed": 0, "faults": 0}
    place = segue.path("disk")
    os.makedirs(place, exist_ok=True)
    for number in range(count):
        # From one that has no room for a database up.
        size = 64 + number * 4096 // max(1, count)
        if subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", place], capture_output=True
        ).returncode:
            row["scenario"] += ": skipped, this user may make none"
            return row, []
        try:
            fault = on_small_disk(segue, place, row)
        finally:
            subprocess.run(["umount", "-l", place], check=True)
        row["cases"] += 1
        if fault:
            row["faults"] += 1
            return row, [f"a disk of {size} KiB: {fault}"]
    return row, []


def on_small_disk(segue, place, row):
    inner = Segue(segue.program, segue.shim, segue.path("beside"))
    database = os.path.join(place, "db")
    steps = [
        f'import "{segue.path("base.tsv")}" as plays',
        "train itemknn with k = 20 as m",
        f'export "{place}/out.jsonl"',
        f'backup "{place}/copy"',
        f'import "{segue.path("large.tsv")}" as plays',
        f'stats into "{place}/stats.csv"',
    ]
    said = 0
    for step in steps:
        known = state(inner, database)[0] if os.path.exists(database + "/data.mdb") else None
        run = inner.run(database, step + "\n", "--errors", "json")
        if run.crashed:
            return f"{step}: it crashed: {run.crashed}"
        if run.status == 0:
            continue
        if fault := refusal(run, {"io"}, "disk is full"):
            return f"{step}: {fault}"
        said += 1
        if known is None:
            break
        if known and state(inner, database)[0] != known:
            return f"{step}: the old state is not what it was"
        if os.path.exists(os.path.join(place, "copy")) and "backup" in step:
            return f"{step}: a part of a copy is left"
    row["said" if said else "unharmed"] += 1
    return None
