"""python -m faults WORK PROGRAM: breaks what segue stands on, and looks at what is left; exits 1 where it is lost.

kills     the process is killed at random points of import, commit, train and save
power     what is synced before it is said to be done, and what is there after a power cut
space     disks that fill up or fail, databases that reach their largest size
places    read-only places, wrong clocks, other locales
damage    bits flipped, sectors zeroed, pages swapped and torn, files cut off
"""

import argparse
import collections
import datetime
import os
import sys

from compare.table import processor

from faults import damage, kills, places, power, space
from faults.program import Segue, built_shim

PARTS = ["kills", "power", "space", "places", "damage"]


def main():
    options = parse()
    os.makedirs(options.work, exist_ok=True)
    shim = built_shim(options.work)
    if shim is None:
        print("There is no C compiler here: faults are put in by a small library in C. Skipped.", file=sys.stderr)
        return
    faults = []
    load = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"{datetime.date.today()}, {processor()}, {load}, seed {options.seed}")
    for part in options.only.split(","):
        segue = Segue(options.program, shim, os.path.join(options.work, part))
        rows, found = run(part, segue, options)
        print(f"\n{table(rows)}", flush=True)
        faults += found
    for fault in faults[:50]:
        print(fault, file=sys.stderr)
    print(f"\nfaults: {len(faults)}")
    sys.exit(1 if faults else 0)


def parse():
    parser = argparse.ArgumentParser(
        prog="python -m faults", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("work", help="where databases go; made where it is missing")
    parser.add_argument("program", help="segue, built")
    parser.add_argument("--kills", type=int, help="how many kills (1,000)")
    parser.add_argument("--cuts", type=int, help="how many power cuts a scenario (30)")
    parser.add_argument("--full", type=int, help="how many full disks a scenario (20)")
    parser.add_argument("--cases", type=int, help="how many damaged files (4,000)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", default=",".join(PARTS), help="parts, with commas between")
    parser.add_argument("--quick", action="store_true", help="a fiftieth of it")
    options = parser.parse_args()
    for name, usual, quick in [("kills", 1000, 20), ("cuts", 30, 2), ("full", 20, 1), ("cases", 4000, 40)]:
        if getattr(options, name) is None:
            setattr(options, name, quick if options.quick else usual)
    unknown = set(options.only.split(",")) - set(PARTS)
    if unknown:
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    return options


def run(part, segue, options):
    """One part: the rows of its table, and the faults."""

    def tell(line):
        print(line[:400], file=sys.stderr, flush=True)

    # How many steps a scenario takes at most.
    most = 4 if options.quick else None
    if part == "kills":
        return kills.campaign(segue, options.kills, options.seed, most, tell)
    if part == "power":
        return power.campaign(segue, options.cuts, options.seed, most or 12, tell)
    if part == "space":
        return space.campaign(segue, options.full, options.seed, most, tell)
    if part == "places":
        return places.campaign(segue, tell)
    reading, writing, bad = damage.campaign(segue, options.cases, options.seed, tell)
    return outcomes("read", reading) + outcomes("written", writing), bad


def outcomes(what, counts):
    """A row for each kind of damage: how many cases came to what."""
    kinds = sorted({kind for kind, _ in counts})
    rows = [{what: kind} | {name: counts[kind, name] for name in damage.OUTCOMES} for kind in kinds]
    total = collections.Counter()
    for (_, outcome), count in counts.items():
        total[outcome] += count
    return rows + [{what: "all"} | {name: total[name] for name in damage.OUTCOMES}]


def table(rows):
    """Rows as Markdown; another head begins another table."""
    lines, head = [], None
    for row in rows:
        if list(row) != head:
            head = list(row)
            lines += ([""] if lines else []) + ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
        lines.append(
            "| "
            + " | ".join(f"{value:,}" if isinstance(value, int) else str(value).strip() for value in row.values())
            + " |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
