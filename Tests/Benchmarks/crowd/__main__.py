"""python -m crowd WORK PROGRAM: one writer and eight readers at once; exits 1 where a read was torn or one failed."""

import argparse
import os
import shutil
import sys
import threading
import time
from random import Random

from crowd import world
from crowd.questions import long
from crowd.readers import Coming, Killed, Staying, started
from crowd.record import Phase, Record
from crowd.report import is_well, report
from crowd.shell import once
from crowd.writer import Writer


def main():
    options = parse()
    shutil.rmtree(options.work, ignore_errors=True)
    os.makedirs(options.work)
    database = os.path.join(options.work, "music.db")
    make(options.program, database)
    record, over = Record(), threading.Event()
    lasted = crowd(options, database, record, over)
    finish(options, database, record)
    print(report(record, lasted))
    sys.exit(0 if is_well(record) else 1)


def parse():
    parser = argparse.ArgumentParser(prog="python -m crowd", description=__doc__)
    parser.add_argument("work", help="where the database is made; emptied first")
    parser.add_argument("program", help="segue, built")
    parser.add_argument("--seconds", type=float, default=180, help="how long")
    parser.add_argument("--quick", action="store_true", help="ten seconds")
    parser.add_argument("--seed", type=int, default=7, help="what is written and asked, and in which order")
    options = parser.parse_args()
    options.seconds = min(options.seconds, 10) if options.quick else options.seconds
    return options


def make(program, database):
    """Makes the graph, a statement after the other."""
    script = database + ".segue"
    with open(script, "w", encoding="utf-8") as file:
        file.write(world.setup())
    _, failed = once(program, database, f'source "{script}"')
    if failed:
        sys.exit(f"the graph was not made: {failed[0]}")


def crowd(options, database, record, over):
    """Lets all loose on the database; how many seconds they had."""
    phase, work = Phase(), options.work

    def random(role):
        return Random(f"{options.seed} {role}")

    def staying(role, kind=Staying, **more):
        return kind(options.program, work, database, random(role), record, phase, **more)

    readers = [staying(f"reader {number}") for number in range(5)]
    readers += [staying("long", pick=long), staying("killed", kind=Killed)]
    readers += [Coming(options.program, database, random("coming"), record, phase)]
    writer = Writer(options.program, work, database, random("writer"), record, phase)
    began = time.monotonic()
    threads = started(readers + [writer], over.is_set)
    for fifth in range(6):
        record.sizes.append((fifth, os.path.getsize(os.path.join(database, "data.mdb"))))
        if fifth < 5:
            over.wait(options.seconds / 5)
    over.set()
    lasted = time.monotonic() - began
    for thread in threads:
        thread.join(60)
        if thread.is_alive():
            record.fail("a process did not end its statement within 60 s")
    for failure in writer.shell.failures():
        record.fail(failure)
    writer.shell.end()
    return lasted


def finish(options, database, record):
    """What is left: whether it is sound, and how much of it is alive."""
    rows, failed = once(options.program, database, "check")
    record.findings = [str(row) for row in rows] + failed
    copy = os.path.join(options.work, "copy.db")
    _, failed = once(options.program, database, f'backup "{copy}"')
    record.failed += failed
    record.compact = os.path.getsize(os.path.join(copy, "data.mdb"))


if __name__ == "__main__":
    main()
