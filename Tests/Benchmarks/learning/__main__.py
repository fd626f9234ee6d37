"""python -m learning WORK PROGRAM: measures segue's learning and answering beside PyTorch's; exits 1 if one fails."""

import argparse
import datetime
import json
import os
import sys

from compare.table import processor
from learning import table
from learning.neighbourhoods import write_neighbourhoods
from learning.plays import write_plays
from learning.rounds import measure

SPLIT, EPOCHS, LISTENERS = "madeup", 3, 200


def main():
    options = parse()
    make(options.work, options.seed)
    found = measure(options.work, options.program, 1 if options.quick else options.rounds)
    print(circumstances(found), table.table(found), table.losses(found), table.statements(found), sep="\n\n")
    print(*found.failures, sep="\n", file=sys.stderr)
    sys.exit(1 if found.failures else 0)


def parse():
    parser = argparse.ArgumentParser(prog="python -m learning", description=__doc__)
    parser.add_argument("work", help="where what is made up and segue's database go; made where it is missing")
    parser.add_argument("program", help="segue-benchmarks, built")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="one round")
    return parser.parse_args()


def make(work, seed):
    """What both sides read: the split and songs, `stage2.json`, and `learning.json` with what is asked of them."""
    os.makedirs(work, exist_ok=True)
    users = write_plays(work, SPLIT, seed)
    write_neighbourhoods(work, seed)
    asked = users[:: len(users) // LISTENERS][:LISTENERS]
    with open(os.path.join(work, "learning.json"), "w") as file:
        json.dump({"split": SPLIT, "epochs": EPOCHS, "listeners": asked}, file)


def circumstances(found):
    versions = {line["version"] for name in table.ROWS for line in found.lines[name, "pytorch"]}
    about = f"{datetime.date.today()}, {processor()}, {os.cpu_count()} cores"
    return f"{about}, load before {found.load_before:.1f}, two threads each; PyTorch {', '.join(versions) or 'missing'}"


if __name__ == "__main__":
    main()
