"""python -m whole WORK PROGRAM DUCKDB [--runs N]: times whole processes that write the same rows as CSV.

WORK has the files of `python -m graph`; databases are made there. Each process is started anew, the three in turn,
once to warm and then N times; its standard output goes to a file. Rows are compared, sorted, before any is timed.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from statistics import median

from compare.table import circumstances_of, duration, heading, line, times
from graph.songs import RELATIONS, TYPES

# What is asked, in segue's language and in SQL.
QUESTIONS = {
    "start, and the artist of one song": (
        'match (s:song {key: "17"})-[:sungBy]->(a) return a.label',
        "SELECT a.name FROM sungBy e JOIN node a ON a.id = e.tail WHERE e.head = 17"),
    "2 hops by artist and album of one song": (
        "neighbours song 17 hops 2 via sungBy, onAlbum return count",
        "WITH close AS (SELECT head, tail FROM sungBy UNION ALL SELECT head, tail FROM onAlbum), "
        "one AS (SELECT tail n FROM close WHERE head = 17), "
        "two AS (SELECT head n FROM close WHERE tail IN (SELECT n FROM one)) "
        "SELECT count(*) FROM (SELECT n FROM one UNION SELECT n FROM two) WHERE n <> 17"),
    "every song and its artist": (
        "match (s:song)-[:sungBy]->(a) return s.label, a.label",
        "SELECT s.name, a.name FROM sungBy e JOIN node s ON s.id = e.head JOIN node a ON a.id = e.tail"),
    "the songs of a year and their artists, in order": (
        'match (y:year {key: "2009"})<-[:releasedIn]-(s)-[:sungBy]->(a) return s.label, a.label order by s.label',
        "SELECT s.name, a.name FROM releasedIn r JOIN node y ON y.id = r.tail JOIN node s ON s.id = r.head "
        "JOIN sungBy e ON e.head = s.id JOIN node a ON a.id = e.tail WHERE y.name = '2009' ORDER BY s.name"),
}


class Tool:
    """A program that answers one question a process."""

    def __init__(self, title, command):
        self.title, self.command = title, command

    def run(self, question, output):
        """The seconds from its start to its end."""
        with open(output, "wb") as file:
            start = time.perf_counter()
            subprocess.run(self.command(question), stdout=file, stderr=subprocess.DEVNULL, check=True)
            return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(prog="python -m whole", description=__doc__)
    parser.add_argument("work")
    parser.add_argument("program", help="segue, built")
    parser.add_argument("duckdb", help="DuckDB's program")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    tools = [segue(options), sqlite(options), duckdb(options)]
    print(circumstances_of([version(["sqlite3", "--version"]), version([options.duckdb, "--version"])]), end="\n\n")
    print("\n".join(heading(["whole process, median"] + [tool.title for tool in tools] + ["rows"])))
    failures = [failure for title, texts in QUESTIONS.items() if (failure := measure(title, texts, tools, options))]
    print(*failures, sep="\n", file=sys.stderr)
    sys.exit(1 if failures else 0)


def measure(title, texts, tools, options):
    """Prints a row of the table; what is wrong with the answers, where something is."""
    output = os.path.join(options.work, "whole.csv")
    seconds, answers = {tool.title: [] for tool in tools}, {}
    for turn in range(options.runs + 1):
        for tool in tools:
            took = tool.run(texts[0] if tool is tools[0] else texts[1], output)
            if turn == 0:
                answers[tool.title] = rows(output)
            else:
                seconds[tool.title].append(took)
    own = median(seconds[tools[0].title])
    cells = [duration(own * 1e6)]
    for tool in tools[1:]:
        other = median(seconds[tool.title])
        cells.append(f"{duration(other * 1e6)} ({times(other / own)}×)")
    print(line([title] + cells + [f"{answers[tools[0].title][0]:,}"]))
    if len(set(answers.values())) > 1:
        return f"{title}: the answers differ: {answers}"
    return None


def rows(path):
    """How many rows there are below the header, and a hash of them, sorted, without quotes."""
    with open(path, encoding="utf-8", newline="") as file:
        lines = sorted(text.strip().replace('"', "") for text in file.read().splitlines()[1:])
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def segue(options):
    database = os.path.join(options.work, "whole.segue")
    shutil.rmtree(database, ignore_errors=True)
    imports = [f'import "{os.path.join(options.work, name)}" as triples' for name in ("nodes.tsv", "edges.tsv")]
    subprocess.run([options.program, database, "-c", "\n".join(imports)], check=True, stderr=subprocess.DEVNULL)
    return Tool("segue", lambda question: [options.program, database, "-o", "csv", "-c", question])


def sqlite(options):
    database = os.path.join(options.work, "whole.sqlite")
    remove(database)
    script = "CREATE TABLE node(id INTEGER PRIMARY KEY, name TEXT);\n"
    for name in TYPES:
        script += f".import --csv --skip 1 {os.path.join(options.work, f'nodes_{name}.csv')} node\n"
    for name in RELATIONS:
        script += f"CREATE TABLE {name}(head INT, tail INT, PRIMARY KEY(head, tail)) WITHOUT ROWID;\n"
        script += f".import --csv --skip 1 {os.path.join(options.work, f'edges_{name}.csv')} {name}\n"
        script += f"CREATE INDEX {name}_tail ON {name}(tail, head);\n"
    subprocess.run(["sqlite3", database], input=script + "CREATE INDEX node_name ON node(name);\nANALYZE;\n", text=True, check=True)
    return Tool("sqlite3", lambda question: ["sqlite3", "-csv", "-header", "-readonly", database, question])


def duckdb(options):
    database = os.path.join(options.work, "whole.duckdb")
    remove(database)
    files = ", ".join(f"'{os.path.join(options.work, f'nodes_{name}.csv')}'" for name in TYPES)
    columns = "columns={'id': 'INTEGER', 'name': 'VARCHAR'}, header=true"
    script = f"CREATE TABLE node AS SELECT * FROM read_csv([{files}], {columns});\n"
    for name in RELATIONS:
        path = os.path.join(options.work, f"edges_{name}.csv")
        columns = "columns={'head': 'INTEGER', 'tail': 'INTEGER'}, header=true"
        script += f"CREATE TABLE {name} AS SELECT * FROM read_csv('{path}', {columns}) ORDER BY head;\n"
        script += f"CREATE INDEX {name}_head ON {name}(head); CREATE INDEX {name}_tail ON {name}(tail);\n"
    script += "CREATE INDEX node_id ON node(id);\n"
    subprocess.run([options.duckdb, database, "-c", script], check=True, stdout=subprocess.DEVNULL)
    return Tool("duckdb", lambda question: [options.duckdb, "-readonly", "-csv", database, "-c", question])


def remove(path):
    if os.path.exists(path):
        os.remove(path)


def version(command):
    text = subprocess.run(command, capture_output=True, text=True).stdout.split()
    return f"{command[0].split('/')[-1]} {text[0].lstrip('v')}"


if __name__ == "__main__":
    main()
