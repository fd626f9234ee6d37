"""Names out of made-up words."""

import numpy as np

SYLLABLES = (
    "ba ko ri la mo ne tu sha vel dor an mi lo ka ren sol fi zu tal ve ra ni gar os el in tha ju pe wil"
).split()


def draw_names(rng, sizes, albums):
    """The names of all nodes, one type after the other."""
    words = draw_words(rng, sizes.words)
    songs = draw_phrases(rng, words, sizes.songs, 2, 4)
    artists = draw_phrases(rng, words, sizes.artists, 2, 3)
    artists = [f"{name} {place}" if place % 7 == 0 else name for place, name in enumerate(artists)]
    albums = draw_phrases(rng, words, albums, 2, 3)
    years = [str(year) for year in range(sizes.first_year, sizes.last_year + 1)]
    return songs + artists + albums + years + [tag_name(words, place) for place in range(sizes.tags)]


def draw_words(rng, count):
    words = {}
    while len(words) < count:
        words["".join(rng.choice(SYLLABLES, rng.integers(2, 4)))] = True
    return list(words)


def draw_phrases(rng, words, count, least, most):
    """Phrases of `least` to `most` words, common words more often; the first word is capitalised."""
    weights = 1.0 / (np.arange(len(words)) + 20.0)
    lengths = rng.integers(least, most + 1, count).tolist()
    rows = rng.choice(len(words), (count, most), p=weights / weights.sum()).tolist()
    capitals = [word.capitalize() for word in words]
    return [
        " ".join([capitals[row[0]]] + [words[place] for place in row[1:length]])
        for length, row in zip(lengths, rows)
    ]


def tag_name(words, place):
    count = len(words)
    return words[place] if place < count else f"{words[place % count]} {words[(place * 7 + 3) % count]}"
