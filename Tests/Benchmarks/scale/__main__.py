"""python -m scale WORK PROGRAM [--percent 1,10,100] [--memory SIZE]: segue on a made-up Taste Profile, whole and in part.

Each step is a process of its own, whose time and largest resident memory are measured; what is made stays in WORK.
"""

import argparse
import datetime
import os
import sys

from compare.table import processor
from scale.files import make
from scale.steps import STEPS, Steps
from scale.table import answers, cell, table


def main():
    options = parse()
    measured = {}
    for percent in options.percent:
        folder = os.path.join(options.work, f"{percent:g}")
        make(folder, percent, options.seed)
        steps = Steps(options.program, folder, options.memory)
        for name in options.steps or STEPS:
            steps.run(name)
            print(f"{percent:g} %, {name}: {cell(steps, name)}", file=sys.stderr, flush=True)
        measured[percent] = steps
    print(circumstances(options), table(measured), answers(measured), sep="\n\n")
    failures = [failure for steps in measured.values() for failure in steps.failures]
    print(*failures, sep="\n", file=sys.stderr)
    sys.exit(1 if failures else 0)


def parse():
    parser = argparse.ArgumentParser(prog="python -m scale", description=__doc__)
    parser.add_argument("work", help="where files, databases and models go; made where it is missing")
    parser.add_argument("program", help="segue, built")
    parser.add_argument("--percent", default=[1, 10, 100], type=lambda text: [float(part) for part in text.split(",")])
    parser.add_argument("--steps", default=[], type=lambda text: text.split(","), help=f"some of {','.join(STEPS)}")
    parser.add_argument("--memory", default="8GB", help="what segue may take")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="one per cent alone")
    options = parser.parse_args()
    options.percent = [1] if options.quick else options.percent
    return options


def circumstances(options):
    about = f"{datetime.date.today()}, {processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    return f"{about}; `--memory {options.memory}`"


if __name__ == "__main__":
    main()
