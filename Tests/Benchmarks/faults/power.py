"""Power cuts: what the program has synced when it says that something is done, and what is there after a cut."""

import os
import random

from faults.disk import Disk, events
from faults.program import Segue
from faults.scenarios import LEARNED, Scenario, bases, kills, state

# What is written beside a database, and by what it is told to be there.
FILES = [
    ("export", 'export "out.jsonl"', "exported ", "out.jsonl"),
    ("export, compressed", 'export "out.tsv.gz"', "exported ", "out.tsv.gz"),
    ("into", 'neighbours user u1 into "out.csv"', "wrote ", "out.csv"),
    ("backup", 'backup "copy"', "the database as last committed", "copy"),
    ("drop model", "drop model m", "dropped ", None),
    ("train into a database without models", "train popularity as m", LEARNED, None),
]


def campaign(segue, cuts, seed, most, tell):
    """Logs each scenario once, then cuts its power: a row for each, and what was wrong."""
    rows, faults = [], []
    for place, (scenario, output) in enumerate(scenarios(segue, most)):
        trial = Trial(scenario, output, random.Random(f"{seed}.{place}"))
        row = {
            "scenario": scenario.name,
            "acknowledged": trial.log(),
            "unsynced": len(trial.faults),
            "cuts": 0,
            "lost": 0,
        }
        for _ in range(cuts):
            fault = trial.cut()
            row["cuts"] += 1
            if fault:
                row["lost"] += 1
                trial.faults.append(fault)
        faults += [f"{scenario.name}: {fault}" for fault in trial.faults]
        for fault in trial.faults[:5]:
            tell(f"{scenario.name}: {fault}")
        rows.append(row)
    return rows, faults


def scenarios(segue, most):
    """Each in a folder of its own, whose disk is looked at, with the file that it writes beside the database."""
    parts = [
        (scenario.name, scenario.base, [step for step in scenario.steps if "ncf" not in step], scenario.sign, None)
        for part in kills(segue, most).values()
        for scenario in part
    ]
    parts += [
        (name, "filled" if "without" in name else "taught", [step], sign, output) for name, step, sign, output in FILES
    ]
    bases(segue)
    for place, (name, base, steps, sign, output) in enumerate(parts):
        inner = Segue(segue.program, segue.shim, segue.path(f"power{place}"))
        bases(inner)
        yield Scenario(inner, name, base, steps, sign), output


class Trial:
    """One run, its log, and what is left where its power is cut."""

    def __init__(self, scenario, output, draw):
        self.scenario = scenario
        self.segue = scenario.segue
        self.output = output
        self.draw = draw
        self.faults = []

    def log(self):
        """Runs the scenario and holds every acknowledgement against what was synced by then; how many there were."""
        self.scenario.prepare()
        if self.output:
            self.remove_output()
        root = self.segue.path("disk")
        self.remake(root)
        log = self.segue.path("log")
        if os.path.exists(log):
            os.remove(log)
        inner = self.inner()
        inner.must("db", self.scenario.script, log=log)
        self.events = events(log)
        if self.output:
            self.whole = self.content(root)
        # The disk as it was before.
        self.remake(root)
        disk, said = Disk(root), ""
        for event in self.events:
            self.hold_order(disk, event)
            disk.take(event)
            if event.what == "say":
                before, said = self.scenario.acknowledged(said), said + event.content.decode()
                if self.scenario.acknowledged(said) > before and disk.unsynced():
                    self.faults.append(f"said before it was synced: {', '.join(disk.unsynced()[:4])}")
        return self.scenario.acknowledged(said)

    def hold_order(self, disk, event):
        """A commit's pages are synced before the page that leads to them."""
        if event.what == "write" and event.path.endswith("/data.mdb") and event.is_synced:
            if disk_pending(disk, event.path):
                self.faults.append("a commit was written before its pages were synced")

    def cut(self):
        """Cuts the power once; what is wrong with what is left."""
        root = self.segue.path("disk")
        self.remake(root)
        disk, said = Disk(root), ""
        end = self.draw.randint(1, len(self.events))
        for event in self.events[:end]:
            # The last call had not come back when the power went.
            if event is self.events[end - 1]:
                event = unsynced(event)
            disk.take(event)
            said += event.content.decode() if event.what == "say" else ""
        target = self.segue.path("cut")
        self.segue.remove("cut")
        disk.write(target, self.draw)
        done = self.scenario.acknowledged(said)
        fault = self.fault(target, done)
        return f"cut after call {end} of {len(self.events)}, {done} acknowledged: {fault}" if fault else None

    def fault(self, target, done):
        inner = Segue(self.segue.program, self.segue.shim, target)
        self.scenario.segue = inner
        try:
            fault = (
                self.scenario.fault("db", done)
                if self.scenario.base != "empty" or done or os.path.exists(target + "/db")
                else None
            )
        finally:
            self.scenario.segue = self.segue
        if fault or not self.output:
            return fault
        if not os.path.exists(os.path.join(target, self.output)):
            return f"{self.output} is gone" if done else None
        return None if self.content(target) == self.whole else f"{self.output} is there in part"

    def content(self, root):
        """What is in the file that was written, or the database that was copied."""
        path = os.path.join(root, self.output)
        if os.path.isdir(path):
            return state(Segue(self.segue.program, self.segue.shim, root), self.output)
        with open(path, "rb") as file:
            return file.read()

    def remake(self, root):
        self.segue.remove("disk")
        os.mkdir(root)
        self.segue.copy(self.scenario.base, "disk/db")

    def remove_output(self):
        self.segue.remove(self.output)
        if os.path.exists(self.segue.path(self.output)):
            os.remove(self.segue.path(self.output))

    def inner(self):
        return Segue(self.segue.program, self.segue.shim, self.segue.path("disk"))


def disk_pending(disk, path):
    file = disk.find(path)
    return file is not None and bool(file.pending)


def unsynced(event):
    """The same call, whose sync has not come back."""
    late = type(event).__new__(type(event))
    late.__dict__.update(event.__dict__, is_synced=False)
    if late.what == "sync":
        late.what = "nothing"
    return late
