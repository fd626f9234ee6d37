"""Small graphs, drawn by a seed, that have something of everything."""

import random


def plays(rows, users, songs, seed):
    """Rows of `plays`: listener, song, count."""
    draw = random.Random(seed)
    lines = {
        (f"u{draw.randrange(users)}", f"s{min(draw.randrange(songs), draw.randrange(songs))}") for _ in range(rows)
    }
    return "".join(f"{user}\t{song}\t{draw.randint(1, 9)}\n" for user, song in sorted(lines))


def triples(rows, seed):
    """Rows of `triples`: head, relation, tail, and here and there a weight."""
    draw = random.Random(seed)
    lines = []
    for _ in range(rows):
        relation = draw.choice(["sungBy", "onAlbum", "taggedWith"])
        kind = {"sungBy": "artist", "onAlbum": "album", "taggedWith": "tag"}[relation]
        weight = f"\t{draw.randint(1, 99) / 4}" if relation == "taggedWith" else ""
        lines.append(
            f"song:s{draw.randrange(rows // 4)}\t{relation}\t{kind}:{kind[0]}{draw.randrange(rows // 8)}{weight}\n"
        )
    return "".join(lines)


def songs(count):
    """A table of `songs` with labels, some of which several songs share, and properties."""
    lines = ["song_id,title,release,artist_name,year,tempo,genre\n"]
    for number in range(count):
        title = f"Title {number % (count - count // 8)}"
        lines.append(
            f"s{number},{title},Album {number % 17},Artist {number % 11},{1960 + number % 60},{80 + number % 97}.25,"
            f"genre {number % 5}\n"
        )
    return "".join(lines)


def split(users, songs_count, seed):
    """The three files of a split: training plays, held-out plays, negatives."""
    draw = random.Random(seed)
    train, test, negative = [], [], []
    for user in range(users):
        heard = draw.sample(range(songs_count), 12)
        train += [f"u{user}\ts{song}\t1\n" for song in heard[:5]]
        test.append(f"u{user}\ts{heard[5]}\t1\n")
        negative.append(f"(u{user},s{heard[5]})\t" + "\t".join(f"s{song}" for song in heard[6:]) + "\n")
    return {"train.rating": "".join(train), "test.rating": "".join(test), "test.negative": "".join(negative)}


def write(segue, name, content):
    """Writes a file into the work folder; answers its name."""
    with open(segue.path(name), "w", encoding="utf-8") as file:
        file.write(content)
    return name
