"""How many edges nodes have, counted by statements of segue and kept as `degree,nodes` a line."""

import json
import os
import subprocess
from collections import Counter

# what is counted: of the nodes of this variable, its edges of a pattern
COUNTED = {
    "listeners": ("u", "(u:user)-[:played]->(s:song)"),
    "songs": ("s", "(u:user)-[:played]->(s:song)"),
    "artists": ("a", "(s:song)-[:sungBy]->(a:artist)"),
    "albums": ("b", "(s:song)-[:onAlbum]->(b:album)"),
    "years": ("y", "(s:song)-[:releasedIn]->(y:year)"),
    "tagged": ("t", "(a:artist)-[:taggedWith]->(t:tag)"),
    "similar": ("b", "(a:artist)-[:similarTo]->(b:artist)"),
}


def degrees(program, database, folder):
    """For each of what is counted, how many nodes have each number of edges; counted once and kept in `folder`."""
    os.makedirs(folder, exist_ok=True)
    found = {}
    for name, (variable, pattern) in COUNTED.items():
        path = os.path.join(folder, f"{name}.csv")
        if not os.path.exists(path):
            keep(count(program, database, f"match {pattern} return {variable}, count(*)"), path)
        with open(path, encoding="ascii") as file:
            found[name] = dict(tuple(map(int, line.split(","))) for line in file)
    return found


def count(program, database, statement):
    """The numbers of edges that nodes have, and how many nodes have each; none where the graph has no such edges."""
    command = [program, database, "--read-only", "-o", "jsonl", "-c", statement]
    counts = Counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as process:
        for line in process.stdout:
            counts[json.loads(line)["count(*)"]] += 1
    return counts


def keep(counts, path):
    with open(path + ".part", "w", encoding="ascii") as file:
        file.writelines(f"{degree},{nodes}\n" for degree, nodes in sorted(counts.items()))
    os.replace(path + ".part", path)
