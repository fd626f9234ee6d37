"""python -m quality WORK PROGRAM --data FOLDER: trains and evaluates segue's models; exits 1 where one fails.

What was measured stays in `results.jsonl` in a folder of WORK that is named after the program's bytes: run again, it
goes on where it was.
"""

import argparse
import datetime
import hashlib
import os
import sys

from compare.table import processor
from quality.cases import cases, is_there
from quality.kept import Kept
from quality.measure import Measuring
from quality.table import tables


def main():
    options = parse()
    work = os.path.join(options.work, digest(options.program))
    os.makedirs(work, exist_ok=True)
    wanted = cases(options.data, work, options.quick)
    found = [case for case in wanted if is_there(case.data, options.data)]
    missing = sorted({case.data.name for case in wanted} - {case.data.name for case in found})
    for name in missing:
        print(f"{options.data} has no {name}: skipped", file=sys.stderr)
    kept = Kept(os.path.join(work, "results.jsonl"))
    measuring = Measuring(options.program, kept, options.quick)
    measuring.run(found)
    print(circumstances(), tables(kept, found), *skipped(measuring), sep="\n\n")
    print(f"The figures are in {kept.path}", *measuring.failures, sep="\n", file=sys.stderr)
    sys.exit(1 if measuring.failures else 0)


def parse():
    parser = argparse.ArgumentParser(prog="python -m quality", description=__doc__)
    parser.add_argument("work", help="where databases, splits and results go; made where it is missing")
    parser.add_argument("program", help="segue, built")
    parser.add_argument("--data", required=True, help="the folder with taste/ and lastfm/")
    parser.add_argument("--quick", action="store_true", help="one data set, one split, one seed")
    return parser.parse_args()


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()[:12]


def circumstances():
    about = f"{datetime.date.today()}, {processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    return f"{about}; mean ± standard deviation over seeds"


def skipped(measuring):
    names = ", ".join(measuring.skipped)
    return [f"Skipped, since this program does not know them: {names}."] if names else []


if __name__ == "__main__":
    main()
