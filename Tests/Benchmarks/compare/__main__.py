"""python -m compare WORK PROGRAM: measures the engines on the generated graph in WORK; exits 1 where answers differ."""

import argparse
import json
import os
import sys

from compare import table
from compare.check import Checker
from compare.engines import MORE_PEERS, PEERS, SEGUE, Process
from compare.rounds import measure


def main():
    options = parse()
    workload, expected = (read(options.work, name) for name in ("workload.json", "expected.json"))
    engines = [Process(name, options.work, options.program) for name in SEGUE + options.peers]
    found = measure(engines, workload, options.rounds, options.seconds)
    differences = Checker(options.work, workload, expected).differences(found, engines)
    print(table.circumstances(engines), table.tables(found, engines), sep="\n\n")
    for engine in engines:
        engine.end()
    problems = differences + [failure for engine in engines for failure in engine.failures]
    print(*problems, sep="\n", file=sys.stderr)
    sys.exit(1 if problems else 0)


def parse():
    parser = argparse.ArgumentParser(prog="python -m compare", description=__doc__)
    parser.add_argument("work", help="the folder of `python -m graph`; databases are made there too")
    parser.add_argument("program", help="segue-benchmarks, built")
    parser.add_argument("--peers", type=names, default=PEERS, help=f"of {', '.join(PEERS + MORE_PEERS)}")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=10, help="at most, an engine and question")
    return parser.parse_args()


def names(text):
    chosen = [name for name in text.split(",") if name]
    unknown = [name for name in chosen if name not in PEERS + MORE_PEERS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no peer is called {', '.join(unknown)}")
    return chosen


def read(work, name):
    with open(os.path.join(work, name)) as file:
        return json.load(file)


if __name__ == "__main__":
    main()
