"""python -m spark.own WORK PROGRAM: a graph made on Spark by SQL alone, `Examples/spark-tables.sql`, out of a user's own tables.

The tables are filled from CSV and plays files (the example data); the same files are imported into a database, and both
must answer the same rows. Wants pyspark and SEGUE_SPARK=sc://HOST:PORT.
"""

import csv
import os
import shutil
import sys
import time

from crowd.shell import Shell
from spark.measure import summed

SCHEMA = "segue_scale_own"
# None whose lists stop short, as `describe` does: nodes are numbered in another order, and so other ones are first.
STATEMENTS = [
    "schema", 'find "a" limit 1000000', "match (s:song)-[:sungBy]->(a:artist) return a, count(*)",
    "match (u:user)-[p:played]->(s:song) where p.count > 20 return u, s, p.count",
    "match (u:user)-[:played]->(s:song) return s, count(*)", "neighbours {song} hops 2 via sungBy",
    "traverse {song} ^played/played return count", "neighbours {song}",
]


def main():
    work, program = sys.argv[1:3]
    project = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
    data = os.path.join(project, "Examples", "data")
    os.makedirs(work, exist_ok=True)
    songs, plays = os.path.join(work, "own-songs.csv"), os.path.join(data, "plays.tsv")
    rows = write_songs(os.path.join(data, "songs.csv"), songs)
    make(rows, read_plays(plays), os.path.join(project, "Examples", "spark-tables.sql"))
    database = os.path.join(work, "own.db")
    shutil.rmtree(database, ignore_errors=True)
    here = Shell(program, work, database)
    here.run(f'import "{songs}" as songs\nimport "{plays}" as plays')
    there = Shell(program, work, f"{os.environ['SEGUE_SPARK']}/{SCHEMA}", "--read-only")
    different = [text for text in STATEMENTS if not same(here, there, text.format(song=f"song:{rows[0][0]}"))]
    here.end()
    there.end()
    print(f"{len(STATEMENTS)} statements, {len(different)} with other rows", *different, sep="\n")
    sys.exit(1 if different else 0)


def same(here, there, statement):
    found = here.run(statement), there.run(statement)
    return found[0] != [] and summed(found[0]) == summed(found[1])


def write_songs(path, target):
    """The three columns that the tables have."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = [(row["song_id"], row["title"], row["artist_name"]) for row in csv.DictReader(file)]
    with open(target, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("song_id", "title", "artist_name"), *rows])
    return rows


def read_plays(path):
    with open(path, encoding="utf-8") as file:
        fields = [line.rstrip("\n").split("\t") for line in file]
    return [(user, song, int(count)) for user, song, count in fields]


def make(songs, plays, script):
    """The tables of the user, then each statement of the script."""
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.remote(os.environ["SEGUE_SPARK"]).getOrCreate()
    for statement in (f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE", f"CREATE SCHEMA {SCHEMA}", f"USE {SCHEMA}"):
        spark.sql(statement).collect()
    spark.createDataFrame(songs, "song_id string, title string, artist string").write.saveAsTable("songs")
    spark.createDataFrame(plays, "user string, song string, count bigint").write.saveAsTable("plays")
    with open(script, encoding="utf-8") as file:
        text = "".join(line for line in file if not line.startswith("--"))
    start = time.monotonic()
    for statement in filter(str.strip, text.split(";")):
        spark.sql(statement).collect()
    print(f"{len(plays):,} plays: {time.monotonic() - start:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
