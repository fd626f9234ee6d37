"""What is asked, here and on Spark."""

import json
import random
import subprocess

# title: statement; {song}, {user} and {label} are drawn. Lists whose order is by number are sorted before they are compared.
QUESTIONS = {
    "1 hop": "neighbours {song}",
    "2 hops by artist and album": "neighbours {song} hops 2 via sungBy, onAlbum",
    "2 hops over plays, counted": "traverse {user} played/^played return count",
    "3 hops over plays, counted": "traverse {user} played/^played/played return count",
    "a label": "find {label} type song",
    "`describe`": "describe {song}",
    "all songs by artist, counted": "match (s:song)-[:sungBy]->(a:artist) return a, count(*)",
    "`stats`": "stats",
    "`recommend`": "recommend {user}",
}
FIRST = 20_000  # plays from whose listeners and songs is drawn


def draw(program, database, count, seed):
    """Listeners, songs and songs' labels of some of the first plays."""
    statement = f"match (u:user)-[:played]->(s:song) return u, s limit {FIRST}"
    command = [program, database, "--read-only", "-o", "jsonl", "-c", statement]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    plays = [json.loads(line) for line in done.stdout.splitlines()]
    for play in random.Random(seed).sample(plays, count):
        song = play["s"]
        yield {
            "user": play["u"]["id"], "song": song["id"],
            "label": json.dumps(song["label"] or song["id"], ensure_ascii=False),
        }
