"""Damaged files: bits flipped, sectors zeroed, pages swapped, cut off or torn, and what the program makes of them."""

import collections
import os
import random

from faults import data
from faults.program import HUNG
from faults.scenarios import MARK

PAGE = 4096
SECTOR = 512
# How long one case may take; a whole database answers in a fiftieth of it.
LIMIT = 20

MAKING = """
import "damage.songs.csv" as songs with tags = "genre"
import "damage.plays.tsv" as plays
import "damage.triples.tsv" as triples
import "damage.split" as split
alias me = user:u1
train itemknn with k = 5 as near
train popularity on "damage.split" as most
train als with epochs = 2, factors = 8 as vec
use model vec
"""

# What stands between the database and an older state of it: pages of both make torn ones.
CHANGING = """
add user:u1 played song:s3 with count = 4, mood = "calm", at = 3.5
add song:s5 with mood = "loud"
add song:new label "A new one"
add song:new sungBy artist:"Artist 3"
remove song:s9
"""

READING = [
    'find "title 1"',
    'describe song "Title 5"',
    "describe @me",
    'neighbours song "Title 5" hops 2',
    "neighbours song:s3 via taggedWith, played hops 1",
    'traverse song "Title 6" sungBy/^sungBy',
    "traverse user u2 played/onAlbum return count",
    "paths song:s5 to song:s40",
    "paths user u1 to user u2 cheapest by count via played",
    "match (u:user)-[p:played]->(s)-[:sungBy]->(a) where p.count > 7 return u, s, a, p.count",
    "match (a:artist) return a, count(*)",
    "stats",
    "schema",
    "models",
    "recommend @me top 5",
    "recommend user u5 top 5 model vec",
    "recommend user u5 top 5 model most because",
    "explain user u3 song:s11 paths 3",
    'similar song "Title 5" top 5',
    "similar song:s7 by vector top 5",
    "evaluate most",
    'export "/dev/stdout" format jsonl',
]

WRITING = """
add song:more label "Title 5"
add user:u1 played song:more with count = 2
begin
add artist:someone label "Someone"
add song:more sungBy artist:someone
remove song:s20 sungBy *
commit
import "damage.extra.tsv" as plays
"""


OUTCOMES = ["right", "corrupt said", "wrong, found by check", "wrong, not found", "crashed", "hung"]


class Damage:
    """A small and complete database, its older state, and what it answers."""

    def __init__(self, segue):
        self.segue = segue
        data.write(segue, "damage.songs.csv", data.songs(200))
        data.write(segue, "damage.plays.tsv", data.plays(2500, 90, 200, 1))
        data.write(segue, "damage.triples.tsv", data.triples(400, 2))
        data.write(segue, "damage.extra.tsv", data.plays(40, 100, 220, 5))
        for ending, content in data.split(30, 200, 3).items():
            data.write(segue, f"damage.split.{ending}", content)
        segue.remove("whole")
        segue.must("whole", MAKING)
        self.older = self.bytes("data.mdb")
        segue.must("whole", CHANGING)
        self.newer = self.bytes("data.mdb")
        self.models = sorted(name for name in os.listdir(segue.path("whole", "models")) if name.endswith(".model"))
        self.mark = segue.must("whole", MARK, "-o", "jsonl").output
        self.reading = self.chunks(segue.must("whole", self.script, "-o", "jsonl"))
        assert len(self.reading) == len(READING) + 1, "a statement failed on the whole database"
        assert self.reading[-1] == "", "the check of the whole database found something"
        segue.copy("whole", "written")
        segue.must("written", WRITING)
        self.after = self.export("written")

    def bytes(self, *names):
        with open(self.segue.path("whole", *names), "rb") as file:
            return file.read()

    @property
    def script(self):
        return "".join(f"{statement}\n{MARK}\n" for statement in READING + ["check"])

    def chunks(self, run):
        """The answers of the statements, one behind the other."""
        return run.output.split(self.mark)[:-1]

    def export(self, database):
        return sorted(self.segue.must(database, 'export "/dev/stdout" format jsonl').output.splitlines())

    def case(self, number, seed):
        """Damages a copy; answers what was done to it."""
        draw = random.Random(f"{seed}.{number}")
        self.segue.copy("whole", "damaged")
        in_model = draw.random() < 0.15
        name = ["models", draw.choice(self.models)] if in_model else ["data.mdb"]
        whole = self.bytes(*name)
        kinds = ["bit", "bit", "bit", "sector", "cut"] + ([] if in_model else ["swap", "torn", "bit", "header"])
        kind = draw.choice(kinds)
        damaged, where = damage(kind, bytearray(whole), self.older, draw)
        with open(self.segue.path("damaged", *name), "wb") as file:
            file.write(damaged)
        return f"{number}: {'/'.join(name)} {kind} {where}", kind, bytes(damaged) != whole

    def judge(self, number):
        """The outcome of the damaged copy: that of reading it, and that of writing into it."""
        flags = ["--keep-going", "-o", "jsonl", "--errors", "json"]
        reading = self.segue.run("damaged", self.script, *flags, *(["--read-only"] if number % 2 else []), limit=LIMIT)
        outcome = self.of_reading(reading)
        if outcome in ("crashed", "hung") or reading.status == 3:
            return outcome, None, reading
        writing = self.segue.run("damaged", WRITING, *flags, limit=LIMIT)
        return outcome, self.of_writing(writing), reading if outcome != "right" else writing

    def of_reading(self, run):
        if run.crashed:
            return "hung" if run.status == HUNG else "crashed"
        # `models` goes on without one that is damaged, and says so.
        is_noted = " cannot be used: " in run.errors
        said = is_noted or any(map(says_damage, run.reports))
        if run.status == 3:
            return "corrupt said" if said else "wrong, not found"
        chunks = self.chunks(run)
        lines = refused_lines(run)
        wrong = [
            number
            for number, (found, wanted) in enumerate(zip(chunks[:-1], self.reading, strict=False))
            if found != wanted and 2 * number + 1 not in lines and not (is_noted and READING[number] == "models")
        ]
        if len(chunks) < len(self.reading) and not said:
            return "wrong, not found"
        found = said or (len(chunks) == len(self.reading) and chunks[-1] != "")
        if wrong:
            return "wrong, found by check" if found else "wrong, not found"
        return "corrupt said" if found else "right"

    def of_writing(self, run):
        if run.crashed:
            return "hung" if run.status == HUNG else "crashed"
        if any(report["code"] == "corrupt" for report in run.reports):
            return "corrupt said"
        check = self.segue.run(
            "damaged",
            f'check\n{MARK}\nexport "/dev/stdout" format jsonl\n',
            "--keep-going",
            "-o",
            "jsonl",
            "--errors",
            "json",
            limit=LIMIT,
        )
        if check.crashed:
            return "hung" if check.status == HUNG else "crashed"
        findings, _, export = check.output.partition(self.mark)
        if any(report["code"] == "corrupt" for report in check.reports) or findings:
            return "wrong, found by check"
        return "right" if sorted(export.splitlines()) == self.after else "wrong, not found"


def refused_lines(run):
    """The lines of the script whose statements said that the database or a model is corrupt."""
    return {report["line"] for report in run.reports if says_damage(report)}


def says_damage(report):
    """Whether an error says that a file is damaged: a model's version, too, that has become an older one."""
    return report["code"] in ("corrupt", "stale_model")


def damage(kind, content, older, draw):
    """The content, damaged, and where."""
    if kind in ("bit", "header"):
        place = draw.randrange(len(content))
        if kind == "header":  # where a page says what it holds
            place = place // PAGE * PAGE + draw.randrange(64)
        bit = draw.randrange(8)
        content[place] ^= 1 << bit
        return content, f"{place}.{bit}"
    if kind == "sector":
        place = draw.randrange(max(1, len(content) // SECTOR)) * SECTOR
        end = min(place + SECTOR, len(content))
        content[place:end] = bytes(end - place)
        return content, place
    if kind == "cut":
        end = draw.randrange(len(content))
        return content[:end], end
    pages = len(content) // PAGE
    if kind == "swap":
        one, other = draw.sample(range(pages), 2)
        first, second = slice(one * PAGE, (one + 1) * PAGE), slice(other * PAGE, (other + 1) * PAGE)
        content[first], content[second] = content[second], content[first]
        return content, f"{one} and {other}"
    page = draw.choice([page for page in range(len(older) // PAGE) if differs(content, older, page)])
    middle, end = page * PAGE + PAGE // 2, (page + 1) * PAGE
    content[middle:end] = older[middle:end]
    return content, page


def differs(content, older, page):
    half = slice(page * PAGE + PAGE // 2, (page + 1) * PAGE)
    return content[half] != older[half]


def campaign(segue, cases, seed, tell):
    """Runs the cases: how many came to what, and the lines about those that must not be."""
    bench = Damage(segue)
    reading, writing, bad = collections.Counter(), collections.Counter(), []
    for number in range(cases):
        about, kind, is_damaged = bench.case(number, seed)
        read, written, run = bench.judge(number)
        if not is_damaged and (read, written) != ("right", "right"):
            bad.append(f"{about}: nothing was damaged, and yet {read}, {written}")
        reading[kind, read] += 1
        if written:
            writing[kind, written] += 1
        if any(outcome in ("crashed", "hung", "wrong, not found") for outcome in (read, written)):
            bad.append(f"{about}: read {read}, written {written}: {run.crashed or ''} {run.errors[-300:].strip()}")
            tell(bad[-1])
    return reading, writing, bad
