"""What is done to databases while faults befall them, and what they may hold afterwards."""

import glob
import hashlib
import os

from faults import data

# What the line ends with that says that a model has been saved.
LEARNED = "measures it"
# What stands between the answers of two statements: nothing of a database is in it.
MARK = "help quit"


class Scenario:
    """Steps that a script takes, each of which says at its end that it is done."""

    def __init__(self, segue, name, base, steps, sign):
        self.segue = segue
        self.name = name
        self.base = base
        self.steps = steps
        # How the line begins, or ends, by which a step is acknowledged.
        self.sign = sign
        self.states = None

    @property
    def script(self):
        return "".join(f"{step}\n" for step in self.steps)

    def prepare(self):
        """Takes the steps one by one, without faults: what may be there after each."""
        if self.states is None:
            self.segue.copy(self.base, "steps")
            self.states = [state(self.segue, "steps")[0]]
            for step in self.steps:
                self.segue.must("steps", step + "\n")
                self.states.append(state(self.segue, "steps")[0])

    def acknowledged(self, errors):
        """How many steps the program has said to be done."""
        return sum(line.startswith(self.sign) or line.endswith(self.sign) for line in errors.splitlines())

    def fault(self, database, done, exactly=False):
        """What is wrong with a database after `done` acknowledged steps; nothing where it is as it must be."""
        found, problem = state(self.segue, database)
        if problem:
            return problem
        last = done if exactly else done + 1
        if found in self.states[done : last + 1]:
            return None
        known = [place for place, wanted in enumerate(self.states) if wanted == found]
        return f"{done} steps were acknowledged, and it holds " + (f"{known}" if known else "something half done")


def state(segue, database):
    """A database's graph and models as one text, and what is wrong with it, if anything."""
    models = sorted(glob.glob(segue.path(database, "models", "*.model")))
    names = [os.path.basename(path).removesuffix(".model") for path in models]
    script = f'check\n{MARK}\nexport "/dev/stdout" format jsonl\n{MARK}\nmodels\n'
    # A model that was saved answers.
    script += "".join(f"{MARK}\nrecommend user u1 top 3 model {name}\n" for name in names)
    run = segue.run(database, script, "-o", "jsonl", "--errors", "json")
    if run.status == 3 and not os.path.exists(segue.path(database, "data.mdb")):
        # No statement has changed anything yet, and only a change makes a database.
        return hashlib.sha256(b"").hexdigest(), None
    if run.status != 0:
        return None, f"it does not open or answer: {run.status} {run.errors[-300:].strip()}"
    findings, graph, listed, *answers = run.output.split(mark(segue))
    if findings:
        return None, f"check: {findings.strip()}"
    if len(listed.splitlines()) != len(names) or any(not answer.startswith('{"rank":1,') for answer in answers):
        return None, f"a model does not load or answer: {run.errors[-300:].strip()}"
    digests = [hashlib.sha256(graph.encode()).hexdigest()]
    for path in models:
        with open(path, "rb") as file:
            digests.append(os.path.basename(path) + hashlib.sha256(file.read()).hexdigest())
    return " ".join(digests), None


def mark(segue):
    """What the program answers to `MARK`."""
    if not hasattr(segue, "mark"):
        segue.mark = segue.must("marked", MARK, "-o", "jsonl").output
        segue.remove("marked")
    return segue.mark


def bases(segue):
    """The databases that scenarios start from: `empty` is none, `filled` has plays, `taught` a model too."""
    data.write(segue, "base.tsv", data.plays(1500, 80, 150, 11))
    data.write(segue, "more.tsv", data.plays(6000, 400, 500, 12))
    data.write(segue, "triples.tsv", data.triples(3000, 13))
    for name in ("filled", "taught"):
        segue.remove(name)
        segue.must(name, 'import "base.tsv" as plays\n')
    segue.must("taught", "train popularity as m\n")


def kills(segue, most=None):
    """The scenarios of the kill harness, under the part of it that they belong to, of at most so many steps each."""
    adds = [
        f"add user:u{number % 9} played song:n{number} with count = {number % 7 + 1}"
        + (f', mood = "m{number % 3}"' if number % 4 == 0 else "")
        for number in range(60)
    ]
    groups = [
        "begin\n"
        + "".join(
            f'add song:g{number}x{part} label "G {part}"\nadd song:g{number}x{part} sungBy artist:a{part}\n'
            for part in range(4)
        )
        + (f"remove song:g{number - 1}x1\n" if number else "")
        + "commit"
        for number in range(25)
    ]
    saves = ["train itemknn with k = 5 as m", "train popularity as m"] * 8
    lessons = [
        "train als with epochs = 4, factors = 8 as m",
        "train bpr with epochs = 4, factors = 8 as m",
        "train ncf with epochs = 1 as m",
    ]
    imports = [
        Scenario(
            segue,
            f"import {kind} into {'a new' if base == 'empty' else 'a filled'} database",
            base,
            [f'import "{segue.path(file)}" as {kind}'],
            "imported ",
        )
        for base in ("empty", "filled")
        for kind, file in (("plays", "more.tsv"), ("triples", "triples.tsv"))
    ]
    parts = {
        "import": imports,
        "commit": [
            Scenario(segue, "single statements", "empty", adds, "added 1 edge"),
            Scenario(segue, "single statements in a filled database", "filled", adds, "added 1 edge"),
            Scenario(segue, "groups", "empty", groups, "committed"),
            Scenario(segue, "groups in a filled database", "filled", groups, "committed"),
        ],
        "train": [Scenario(segue, "train", "filled", lessons, LEARNED)],
        "save": [Scenario(segue, "save", "taught", saves, LEARNED)],
    }
    for scenario in (scenario for part in parts.values() for scenario in part):
        scenario.steps = scenario.steps[:most]
    return parts
