"""Made-up plays of the size of a slice of the Taste Profile, in the file form of the NCF paper, and a songs table."""

import os

import numpy as np

USERS, SONGS, TRAIN, TESTED = 1_630, 9_071, 41_129, 1_610
ARTISTS, ALBUMS, DESCRIBED = 2_859, 1_802, 0.56
NEGATIVES = 99


def write_plays(folder, name, seed):
    """Writes the split `name` and `songs.csv`; returns the users' names."""
    rng = np.random.default_rng(seed)
    plays = draw_plays(rng)
    tested = rng.permutation(USERS)[:TESTED]
    held = hold_out(rng, plays, tested)
    train = np.setdiff1d(plays, list(held.values()))
    write(folder, f"{name}.train.rating", (row(*divmod(pair, SONGS)) for pair in train.tolist()))
    write(folder, f"{name}.test.rating", (row(*divmod(pair, SONGS)) for pair in held.values()))
    write(folder, f"{name}.test.negative", (negatives(rng, plays, user, pair) for user, pair in held.items()))
    write(folder, "songs.csv", songs_table(rng))
    return [user_name(user) for user in range(USERS)]


def draw_plays(rng):
    """Pairs of user and song in one number, ascending: two a user and one a song at least, long tails on both sides."""
    users, songs = long_tail(USERS, 150, 0.7), long_tail(SONGS, 30, 0.9)
    first = np.concatenate([
        np.repeat(np.arange(USERS), 2) * SONGS + rng.integers(0, SONGS, 2 * USERS),
        rng.choice(USERS, SONGS, p=users) * SONGS + np.arange(SONGS),
    ])
    kept = np.unique(first)
    wanted = TRAIN + TESTED
    more = rng.choice(USERS, 4 * wanted, p=users) * SONGS + rng.choice(SONGS, 4 * wanted, p=songs)
    more = rng.permutation(np.setdiff1d(more, kept))[: wanted - len(kept)]
    plays = np.union1d(kept, more)
    assert len(plays) == wanted
    return plays


def long_tail(count, shift, power):
    """Zipf and Mandelbrot's shares of `count` ranks."""
    weights = 1.0 / (np.arange(count) + shift) ** power
    return weights / weights.sum()


def hold_out(rng, plays, tested):
    """A random play of each user of `tested`."""
    starts = np.searchsorted(plays, np.arange(USERS + 1) * SONGS)
    return {user: int(plays[rng.integers(starts[user], starts[user + 1])]) for user in tested.tolist()}


def negatives(rng, plays, user, pair):
    """A line of the negatives' file: songs that the user has not played."""
    mine = plays[np.searchsorted(plays, user * SONGS) : np.searchsorted(plays, (user + 1) * SONGS)] % SONGS
    free = np.setdiff1d(np.arange(SONGS), mine)
    drawn = rng.choice(free, NEGATIVES, replace=False).tolist()
    return "\t".join([f"({user_name(user)},{song_name(pair % SONGS)})"] + [song_name(song) for song in drawn])


def songs_table(rng):
    """Artists for about as many songs as the slice has them, albums and years for some."""
    yield "song_id,title,release,artist_name,year"
    artists = rng.choice(ARTISTS, SONGS, p=long_tail(ARTISTS, 30, 0.9))
    chance = rng.random(SONGS)
    for song in np.nonzero(chance < DESCRIBED)[0].tolist():
        more = chance[song] < DESCRIBED / 3
        album = f"album {song % ALBUMS}" if more else ""
        year = rng.integers(1960, 2011) if more else 0
        yield f"{song_name(song)},title {song},{album},artist {artists[song]},{year}"


def row(user, song):
    return f"{user_name(user)}\t{song_name(song)}\t1"


def user_name(user):
    return f"u{user:05}"


def song_name(song):
    return f"s{song:05}"


def write(folder, name, lines):
    with open(os.path.join(folder, name), "w") as file:
        file.writelines(line + "\n" for line in lines)
