"""python -m fuzz WORK PROGRAM [--seconds N] [--target NAME,NAME]: explores what takes any bytes; exits 1 on a crash.

PROGRAM is segue-fuzz, built with libFuzzer. What was found worth keeping stays in WORK, and the next run starts from it;
an input that crashed lies in `crashes` there, named after its target.
"""

import argparse
import datetime
import os
import subprocess
import sys

from compare.table import processor
from fuzz.explore import SURROUNDINGS, explore
from fuzz.table import table


def main():
    options = parse()
    for folder in ("crashes", "corpus", "seeds"):
        os.makedirs(os.path.join(options.work, folder), exist_ok=True)
    program = os.path.abspath(options.program)
    surroundings = dict(os.environ, **SURROUNDINGS)
    known = subprocess.run([program], check=True, capture_output=True, text=True, env=surroundings).stdout.split()
    wanted = options.target.split(",") if options.target else known
    for name in wanted:
        if name not in known:
            sys.exit(f"there is no target {name}; there are {', '.join(known)}")
    subprocess.run([program, "--seeds", os.path.join(options.work, "seeds")], check=True, env=surroundings)
    found = []
    for name in wanted:
        print(f"{name}: {options.seconds} s", file=sys.stderr)
        found.append(explore(program, name, options.work, options.seconds))
    print(circumstances(options.seconds), table(found), sep="\n\n")
    sys.exit(1 if any(figures.crashes for figures in found) else 0)


def parse():
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("work", help="where seeds, kept inputs and crashes go; made where it is missing")
    parser.add_argument("program", help="segue-fuzz, built with libFuzzer")
    parser.add_argument("--seconds", type=int, default=120, help="how long each target is explored (120)")
    parser.add_argument("--target", help="some targets, with commas between; all where there is none")
    parser.add_argument("--quick", action="store_true", help="five seconds a target")
    options = parser.parse_args()
    options.seconds = min(options.seconds, 5) if options.quick else options.seconds
    return options


def circumstances(seconds):
    about = f"{datetime.date.today()}, {processor()}, one of {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    return f"{about}; {seconds} s a target"


if __name__ == "__main__":
    main()
