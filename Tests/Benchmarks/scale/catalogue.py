"""The songs, as the Million Song Dataset's three SQLite files have them."""

import os
import sqlite3

from graph.songs import RELATIONS

COLUMNS = (
    "track_id text PRIMARY KEY, title text, song_id text, release text, artist_id text, artist_mbid text, "
    "artist_name text, duration real, artist_familiarity real, artist_hotttnesss real, year int"
)


def write_catalogue(graph, folder):
    """`track_metadata.db`, `artist_term.db` and `artist_similarity.db` of a graph that `graph.songs` has drawn."""
    artists = [artist_id(place) for place in range(graph.counts["artist"])]
    write(folder, "track_metadata.db", {f"songs ({COLUMNS})": songs(graph, artists)})
    tags = names(graph, "tag")
    terms = ((artists[head], tags[tail]) for head, tail in edges(graph, "taggedWith"))
    write(folder, "artist_term.db", {"artist_term (artist_id TEXT, term TEXT)": terms})
    similar = ((artists[head], artists[tail]) for head, tail in edges(graph, "similarTo"))
    write(folder, "artist_similarity.db", {"similarity (target TEXT, similar TEXT)": similar})


def songs(graph, artists):
    """A row a song: one track each."""
    titles, artist_names, albums = (names(graph, kind) for kind in ("song", "artist", "album"))
    artist_of, album_of = dict(edges(graph, "sungBy")), dict(edges(graph, "onAlbum"))
    year_of, first = dict(edges(graph, "releasedIn")), int(names(graph, "year")[0])
    for song, title in enumerate(titles):
        artist = artist_of[song]
        year = year_of[song] + first if song in year_of else 0
        yield (
            f"TR{song_id(song)[2:]}", title, song_id(song), albums[album_of[song]], artists[artist], "",
            artist_names[artist], 180.0 + song % 120, 0.5, 0.4, year)


def names(graph, kind):
    first = graph.offsets[kind]
    return graph.names[first : first + graph.counts[kind]]


def edges(graph, relation):
    """Pairs of places, each within its type."""
    head, tail = RELATIONS[relation]
    heads, tails = graph.edges[relation]
    return zip((heads - graph.offsets[head]).tolist(), (tails - graph.offsets[tail]).tolist())


def song_id(place):
    """As long as the real ones: `SOAAACB12A58C130002`."""
    return f"SO{letters(place)}12A{place % 90 + 10}C130{place % 997:03X}"


def artist_id(place):
    return f"AR{letters(place)}1187B{place % 90 + 10}"


def letters(place):
    """Six capitals, each place its own."""
    text = ""
    for _ in range(6):
        place, digit = divmod(place, 26)
        text = chr(65 + digit) + text
    return text


def write(folder, name, tables):
    path = os.path.join(folder, name)
    if os.path.exists(path):
        os.remove(path)
    with sqlite3.connect(path) as file:
        for table, rows in tables.items():
            file.execute(f"CREATE TABLE {table}")
            rows = iter(rows)
            for first in rows:
                insert = f"INSERT INTO {table.split(' ')[0]} VALUES ({', '.join('?' * len(first))})"
                file.execute(insert, first)
                file.executemany(insert, rows)
    file.close()
