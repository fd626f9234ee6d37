"""python -m spark WORK PROGRAM: graphs on Spark, measured beside the database that they come from, and simulated.

PROGRAM is segue, built with Spark. SEGUE_SPARK=sc://HOST:PORT is the server; without it one is started. What was
measured stays in WORK; --simulate works from it.
"""

import argparse
import datetime
import os
import sys

from compare.table import processor
from spark.measure import Measured
from spark.server import Server
from spark.table import tables


def main():
    options = parse()
    project = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
    server = Server(project, options.ui)
    try:
        measured = [measure(options, place, schema, server) for place, schema in databases(options, project)]
    finally:
        server.close()
    print(circumstances(), tables(measured), sep="\n\n")
    different = [title for one in measured for title, found in one.found["answers"].items() if not found["same"]]
    if options.simulate:
        from spark.simulation.report import report

        print("", report(options, measured[-1]), sep="\n")
    sys.exit(f"other rows on Spark: {', '.join(different)}" if different else 0)


def parse():
    parser = argparse.ArgumentParser(prog="python -m spark", description=__doc__)
    parser.add_argument("work", help="where what is measured goes; made where it is missing")
    parser.add_argument("program", help="segue, built with Spark")
    parser.add_argument("--databases", default=[], type=lambda text: text.split(","), help="the least one first")
    parser.add_argument("--schemas", default=[], type=lambda text: text.split(","), help="their names on Spark")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--ui", default="http://localhost:4040", help="where Spark's REST API is")
    parser.add_argument("--simulate", action="store_true", help="100 million listeners and songs, 100 billion plays")
    parser.add_argument("--quick", action="store_true", help="the example data alone")
    return parser.parse_args()


def databases(options, project):
    """Databases and their schemas; the example data, imported, where none is named."""
    if options.databases:
        names = options.schemas or [f"segue_scale_{place}" for place in range(len(options.databases))]
        return list(zip(options.databases, names))
    database = os.path.join(options.work, "example.db")
    if not os.path.exists(database):
        from crowd.shell import once

        os.makedirs(options.work, exist_ok=True)
        data = os.path.join(project, "Examples", "data")
        for statement in (
            f'import "{data}/songs.csv" as songs with tags = "genre"', f'import "{data}/graph.tsv" as triples',
            f'import "{data}/plays.tsv" as plays',
        ):
            once(options.program, database, statement)
    return [(database, "segue_scale_example")]


def measure(options, database, schema, server):
    one = Measured(options.program, database, schema, options.work, server)
    for step in (one.export, one.sizes, lambda: one.ask(3 if options.quick else options.repeats, options.seed)):
        step()
        print(f"{schema}: {', '.join(one.found)}", file=sys.stderr, flush=True)
    return one


def circumstances():
    return f"{datetime.date.today()}, {processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    main()
