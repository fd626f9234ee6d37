"""The plays, as `train_triplets.txt` has them: a long tail of users and of songs, and tastes planted.

A user has one to four tastes, each an artist; most plays are of artists near one of them in the artists' order, in
which similar artists are near too, and the others are of anybody by popularity. Every song is played.
"""

import os

import numpy as np

from graph.songs import zipf
from scale.catalogue import song_id

PORTION = 20_000  # users drawn at once
NEAR = 40  # how far from a taste's artist the others are, about
OWN = 0.75  # the share of plays by taste


def write_plays(graph, scale, folder, seed):
    """Writes exactly `scale.plays` rows `user<TAB>song<TAB>count`, user after user."""
    rng = np.random.default_rng([seed, 1])
    listeners = Listeners(rng, graph, scale)
    songs = np.frombuffer("".join(map(song_id, range(scale.catalogue.songs))).encode(), np.uint8)
    songs = songs.reshape(scale.catalogue.songs, -1)
    with open(os.path.join(folder, "train_triplets.txt"), "wb") as file:
        for start in range(0, scale.users, PORTION):
            users, chosen = listeners.portion(start, min(start + PORTION, scale.users))
            file.write(rows(rng, users - start, chosen, songs))


class Listeners:
    def __init__(self, rng, graph, scale):
        self.rng, self.artists, self.song_count = rng, graph.counts["artist"], scale.catalogue.songs
        artist_of = graph.edges["sungBy"][1] - graph.offsets["artist"]
        self.by_artist = np.argsort(artist_of, kind="stable")
        self.sizes = np.bincount(artist_of, minlength=self.artists)
        self.starts = np.cumsum(self.sizes) - self.sizes
        self.popularity = np.cumsum(zipf(self.artists, shift=20 + self.artists / 2_000))
        self.counts = activity(rng, scale)
        self.cover = self.covered(scale)

    def covered(self, scale):
        """For each user, one after the other, the songs that they alone are sure to play."""
        owners = self.rng.choice(scale.users, self.song_count, p=self.counts / self.counts.sum())
        # Nobody plays more than they play.
        crowded = np.bincount(owners, minlength=scale.users) > self.counts // 2
        loose = np.nonzero(crowded[owners])[0]
        heavy = np.argsort(-self.counts)[: max(1, scale.users // 10)]
        owners[loose] = heavy[np.arange(len(loose)) % len(heavy)]
        order = np.argsort(owners, kind="stable")
        return order, np.searchsorted(owners[order], np.arange(scale.users + 1))

    def portion(self, start, end):
        """The users and songs of all plays of the users from `start` to `end`, user after user."""
        wanted = self.counts[start:end]
        songs, bounds = self.cover
        sure = songs[bounds[start] : bounds[end]]
        sure_users = np.repeat(np.arange(start, end), np.diff(bounds[start : end + 1]))
        pairs = sure_users * self.song_count + sure
        tastes = self.draw_artists((end - start) * 4).reshape(end - start, 4)
        kinds = self.rng.integers(1, 5, end - start)
        while True:
            missing = wanted - np.bincount(pairs // self.song_count - start, minlength=end - start)
            if not missing.any():
                break
            more = np.repeat(np.arange(end - start), np.where(missing > 0, missing * 5 // 4 + 2, 0))
            drawn = (more + start) * self.song_count + self.draw_songs(tastes, kinds, more)
            pairs = self.first(pairs, drawn, missing, start)
        pairs.sort()
        return pairs // self.song_count, pairs % self.song_count

    def first(self, pairs, drawn, missing, start):
        """`pairs` and of each user's new ones among `drawn` the first `missing` of them."""
        new, places = np.unique(drawn, return_index=True)
        fresh = ~np.isin(new, pairs, assume_unique=True)
        new = new[fresh][np.argsort(places[fresh], kind="stable")]
        users = new // self.song_count - start
        order = np.argsort(users, kind="stable")
        users, new = users[order], new[order]
        begins = np.searchsorted(users, np.arange(len(missing)))
        kept = np.arange(len(new)) - begins[users] < missing[users]
        return np.concatenate([pairs, new[kept]])

    def draw_songs(self, tastes, kinds, users):
        """A song for each of `users`, by their tastes or by popularity."""
        count = len(users)
        taste = tastes[users, self.rng.integers(0, 1 << 30, count) % kinds[users]]
        far = self.rng.geometric(1 / NEAR, count) * self.rng.choice([-1, 1], count)
        own = np.where(self.rng.random(count) < 0.3, taste, (taste + far) % self.artists)
        artist = np.where(self.rng.random(count) < OWN, own, self.draw_artists(count))
        # An artist's songs by rank, the logarithm of which is uniform.
        sizes = self.sizes[artist]
        rank = np.minimum((sizes + 1.0) ** self.rng.random(count), sizes).astype(np.int64) - 1
        return self.by_artist[self.starts[artist] + np.maximum(rank, 0)]

    def draw_artists(self, count):
        return np.minimum(np.searchsorted(self.popularity, self.rng.random(count)), self.artists - 1)


def activity(rng, scale):
    """How many songs each user plays: ten at least, half of them under 27 at full size, `scale.plays` in all."""
    drawn = 10 + rng.lognormal(2.8, 1.35, scale.users)
    most = min(4_400, scale.catalogue.songs // 4)
    counts = np.clip(drawn * scale.plays / drawn.sum(), 10, most).astype(np.int64)
    while (missing := scale.plays - int(counts.sum())) != 0:
        step = 1 if missing > 0 else -1
        free = np.nonzero((counts < most) if step > 0 else (counts > 10))[0]
        counts[rng.choice(free, min(abs(missing), len(free)), replace=False)] += step
    return counts


def rows(rng, users, songs, names):
    """The bytes of a row each: 40 hexadecimal digits, the song, the count."""
    digits = np.frombuffer(b"0123456789abcdef", np.uint8)
    listeners = digits[rng.integers(0, 16, (int(users.max()) + 1, 40))]
    counts = np.minimum(rng.geometric(0.45, len(users)) ** np.where(rng.random(len(users)) < 0.05, 2, 1), 999)
    width = names.shape[1]
    table = np.empty((len(users), 40 + 1 + width + 1 + 3 + 1), np.uint8)
    table[:, :40], table[:, 40] = listeners[users], 9
    table[:, 41 : 41 + width], table[:, 41 + width] = names[songs], 9
    for place, power in enumerate((100, 10, 1)):
        table[:, 42 + width + place] = 48 + counts // power % 10
    table[:, -1] = 10
    kept = np.ones(table.shape, bool)
    kept[:, 42 + width] = counts >= 100
    kept[:, 43 + width] = counts >= 10
    return table[kept].tobytes()
