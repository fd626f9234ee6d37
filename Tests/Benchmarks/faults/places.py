"""Databases that may only be read, clocks that are wrong, and other languages' letters and numbers."""

import os
import pty
import select
import shutil
import subprocess
import tempfile
import time

from faults.scenarios import bases, state

WRITES = {
    "add song:new": "",
    "begin": "",
    'import "base.tsv" as plays': "",
    "train popularity as n": "",
    "drop model m": "",
    "alias you = user:u2": "",
    "use model m": "",
}
READS = "neighbours user u1\nrecommend user u1 top 3\ncheck\nmodels\n"
NOBODY = 65534

# Numbers written and read in every way, dates, letters of which Turkish has others, orders of texts.
SCRIPT = """
add song:i1 label "Title I" with tempo = 1234.5, at = "2024-05-01", cheap = 0.1
add song:i2 label "TITLE i" with tempo = -0.25, cheap = 1e-7
add user:u1 played song:i1 with count = 2, share = 0.5
find "title"
FIND "TITLE" TYPE song LIMIT 3
describe song:i1
neighbours user u1 where count > 1.5 order by count desc limit 5
match (s:song) where s.tempo < 1000.75 return s, s.tempo, s.cheap
stats
import "base.tsv" as plays
train als with epochs = 2, factors = 4, regularization = 0.05, seed = 3 as a into "a.csv"
train itemknn with k = 3 as b
models
recommend user u1 top 5 model a
recommend user u1 top 5 diversify 0.3 model b
explain user u1 song:s3 model b
evaluate b sample 20
set
export "/dev/stdout" format csv
export "/dev/stdout" format jsonl
"""
CLOCKS = ["-2000000000", "-86400", "86400", "3000000000", "~40000000", "~1"]
LOCALES = ["C", "POSIX", "de_DE.UTF-8", "tr_TR.UTF-8", "nowhere_NOWHERE", ""]


def campaign(segue, tell):
    """All of it: rows and faults."""
    bases(segue)
    rows, faults = [], []
    for row, found in [read_only(segue), clocks(segue), locales(segue), prompts(segue)]:
        rows.append(row)
        faults += found
        for fault in found:
            tell(fault)
    return rows, faults


def read_only(segue):
    """A file system, a folder and a file that may only be read: reads work, writes are refused."""
    row, faults = {"what": "read-only places", "cases": 0, "skipped": ""}, []
    for name, place in [("file system", mounted), ("folder", folder_of_another), ("file", file_of_another)]:
        with_place = place(segue)
        if with_place is None:
            row["skipped"] += f" {name}: only root can make one;"
            continue
        database, who, undo = with_place
        try:
            faults += [f"a read-only {name}: {fault}" for fault in refused(segue, database, who, row)]
        finally:
            undo()
    return row, faults


def refused(segue, database, who, row):
    wanted = segue.must("taught", READS, "-o", "jsonl").output
    found = as_user(segue, database, READS, who, "--read-only")
    row["cases"] += 1
    if found.returncode or found.stdout.decode() != wanted:
        yield f"it cannot be read: {found.stderr.decode()[-300:]}"
    for statement in WRITES:
        for flags in (["--read-only"], []):
            run = as_user(segue, database, statement, who, *flags, "--errors", "json")
            row["cases"] += 1
            if run.returncode not in (1, 3) or b'"code":"read_only"' not in run.stderr or b'"help":null' in run.stderr:
                yield f"{statement} {flags}: {run.returncode} {run.stderr.decode()[-300:]}"


def as_user(segue, database, script, who, *flags):
    return subprocess.run(
        [segue.program, database, "-o", "jsonl", *flags, "-c", script],
        capture_output=True,
        cwd="/",
        env=segue.environment() | {"HOME": "/nowhere"},
        timeout=60,
        **({"user": who, "group": who} if who else {}),
    )


def mounted(segue):
    """A read-only file system with a copy of the database."""
    place = segue.path("mounted")
    os.makedirs(place, exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], capture_output=True).returncode:
        return None
    shutil.copytree(segue.path("taught"), os.path.join(place, "db"))
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)
    return os.path.join(place, "db"), None, lambda: subprocess.run(["umount", "-l", place], check=True)


def folder_of_another(segue, mode=0o555):
    """A folder that the user who runs the program may not write."""
    where = os.path.join(tempfile.gettempdir(), f"segue-faults-{os.getpid()}")
    shutil.copytree(segue.path("taught"), where)
    for folder, _, files in os.walk(where):
        for name in files:
            os.chmod(os.path.join(folder, name), 0o444)
        os.chmod(folder, mode)
    can_read = (
        subprocess.run(["test", "-x", segue.program], **({"user": NOBODY} if os.geteuid() == 0 else {})).returncode == 0
    )
    if not can_read:
        shutil.rmtree(where)
        return None
    return where, NOBODY if os.geteuid() == 0 else None, lambda: shutil.rmtree(where)


def file_of_another(segue):
    return folder_of_another(segue, mode=0o777)


def clocks(segue):
    """Clocks that are behind, ahead, and go to and fro: the same bytes."""
    wanted, kept = answered(segue)
    faults = []
    for clock in CLOCKS:
        found, files = answered(segue, clock=clock)
        if found != wanted or files != kept:
            faults.append(f"with a clock that is wrong by {clock} s: {difference(found, wanted)}")
    # Files from the future and from before the epoch.
    for moment in (0, 4_000_000_000):
        for folder, _, files in os.walk(segue.path("said")):
            for name in files:
                os.utime(os.path.join(folder, name), (moment, moment))
        run = segue.run(
            "said",
            "models\nrecommend user u1 top 5 model a\ntrain itemknn with k = 3 as b\nrecommend user u1 model b\n",
        )
        if run.status:
            faults.append(f"with files of {moment} s: {run.errors[-300:]}")
    return {"what": "clocks", "cases": len(CLOCKS) + 2, "skipped": ""}, faults


def locales(segue):
    """Other languages: the same bytes."""
    wanted, kept = answered(segue)
    row, faults = {"what": "locales", "cases": 0, "skipped": ""}, []
    made = made_locales(segue)
    for name in LOCALES:
        if "." in name and name not in made:
            row["skipped"] += f" {name}: it cannot be made here;"
            continue
        found, files = answered(segue, locale={"LC_ALL": name, "LANG": name, "LOCPATH": segue.path("locales")})
        row["cases"] += 1
        if found != wanted or files != kept:
            faults.append(f"with LC_ALL={name}: {difference(found, wanted)}")
    return row, faults


def made_locales(segue):
    """German and Turkish, compiled where the system has their sources."""
    os.makedirs(segue.path("locales"), exist_ok=True)
    names = [name for name in LOCALES if "." in name]
    for name in names if shutil.which("localedef") else []:
        language = name.split(".")[0]
        subprocess.run(["localedef", "-i", language, "-f", "UTF-8", segue.path("locales", name)], capture_output=True)
    return [name for name in names if os.path.exists(segue.path("locales", name, "LC_NUMERIC"))]


def answered(segue, **faults):
    """What the script answers, and the graph and models that it leaves."""
    segue.remove("said")
    run = segue.run("said", SCRIPT, **faults)
    if run.status:
        raise RuntimeError(run.errors[-600:])
    return run.output, state(segue, "said")


def difference(found, wanted):
    lines = [pair for pair in zip(found.splitlines(), wanted.splitlines(), strict=False) if pair[0] != pair[1]]
    return f"{lines[0][0]!r} for {lines[0][1]!r}" if lines else "the graph or the models"


def prompts(segue):
    """What is typed at a prompt under each locale: the same answers."""
    row, faults, wanted = {"what": "prompts under locales", "cases": 0, "skipped": ""}, [], None
    made = made_locales(segue)
    for name in ["C.UTF-8"] + [name for name in LOCALES if "." not in name or name in made]:
        found = typed(segue, {"LC_ALL": name, "LOCPATH": segue.path("locales")})
        wanted = wanted or found
        row["cases"] += 1
        if found != wanted or "7.25" not in found or "İstanbul" not in found:
            faults.append(f"at a prompt with LC_ALL={name}: {found[-300:]!r}")
    return row, faults


def typed(segue, locale):
    """Types statements at a prompt; what they write to standard output."""
    segue.remove("typed")
    keeper, terminal = pty.openpty()
    with open(segue.path("typed.out"), "wb") as output:
        process = subprocess.Popen(
            [segue.program, "typed", "--no-init", "--history", "none", "-o", "csv"],
            stdin=terminal,
            stdout=output,
            stderr=terminal,
            cwd=segue.folder,
            env=segue.environment(locale=locale) | {"TERM": "xterm", "INPUTRC": "/dev/null"},
            start_new_session=True,
        )
    os.close(terminal)
    for line in [
        'add song:x label "İstanbul" with tempo = 7.25',
        "match (s:song) where s.tempo > 7.2 return s, s.tempo",
        "quit",
    ]:
        os.write(keeper, line.encode() + b"\r")
        drain(keeper, 0.2)
    deadline = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < deadline:
        drain(keeper, 0.05)
    process.kill()
    process.wait()
    os.close(keeper)
    with open(segue.path("typed.out"), encoding="utf-8") as file:
        return file.read()


def drain(descriptor, seconds):
    """Reads what a terminal shows for a while, so that nothing waits for it."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if not select.select([descriptor], [], [], left)[0]:
            return
        try:
            if not os.read(descriptor, 4096):
                return
        except OSError:
            return
