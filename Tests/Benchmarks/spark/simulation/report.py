"""The simulation as Markdown."""

import os
from functools import lru_cache

import numpy as np

from compare.table import digits, heading, line
from spark.degrees import degrees
from spark.simulation import layout, models
from spark.simulation.hops import hops, read
from spark.simulation.limits import Machines, limits, ordered
from spark.simulation.shapes import Activity, Popularity
from spark.simulation.world import Catalogue, Size, World

TARGET = Size(1e8, 1e8, 1e11)


def report(options, one):
    """What is worked out from the degrees of the database measured last, which is the largest."""
    found = degrees(options.program, one.database, os.path.join(options.work, one.schema, "degrees"))
    activity, popularity = Activity.fit(found["listeners"]), Popularity.fit(found["songs"])
    catalogue = Catalogue.of(found)
    first = Size(sum(found["listeners"].values()), sum(found["songs"].values()), float(one.found["plays"]))
    world = World(TARGET, activity, popularity, options.seed)
    steep = World(TARGET, activity, Popularity(1.0, popularity.q, popularity.distance), options.seed)
    parts = [shapes(activity, popularity, found, world, steep), tables(one.found, catalogue)]
    parts += [skew(one.found, world, steep, options.seed), hubs(catalogue), moves(world, one.found), moves(steep, one.found, ", s = 1")]
    parts += [memory(world, catalogue), blocks(world)]

    @lru_cache(maxsize=None)
    def at(listeners, songs, plays):
        return World(Size(listeners, songs, plays), activity, popularity, options.seed)

    some = limits(
        one.found, lambda size: at(size.listeners, size.songs, size.plays), sum(catalogue.nodes.values()), Machines())
    return "\n\n".join(parts + [breaks(some, first)])


def shapes(activity, popularity, found, world, steep):
    lines = heading(["shape", "measured", "fit", "simulated"])
    listeners, songs = found["listeners"], found["songs"]
    lines.append(line([
        "songs a listener", f"{min(listeners):,} to {max(listeners):,}, mean {activity.mean:.1f}",
        f"{activity.least} + log-normal, σ = {activity.sigma:.3f}; off by {100 * activity.distance:.1f} % of listeners at most",
        f"mean {world.activity.mean:,.0f}, median {np.quantile(world.counts, 0.5):,.0f}, "
        f"99 % up to {np.quantile(world.counts, 0.99):,.0f}"]))
    plays = sum(degree * nodes for degree, nodes in songs.items())
    for title, one, s in (("listeners a song", world, popularity.s), ("the same, steeper", steep, 1.0)):
        top, middle = float(one.song_at(1)), float(one.song_at(one.size.songs / 2))
        lines.append(line([
            title, f"{min(songs):,} to {max(songs):,}, mean {plays / sum(songs.values()):.1f}",
            f"(rank + {popularity.q:.0f})^-{s:.3f}" + (f"; off by {100 * popularity.distance:.1f} % in the mean" if s != 1 else ""),
            f"largest {top:,.0f}, median {middle:,.0f}"]))
    return "\n".join(lines)


def tables(measured, catalogue):
    """Rows, bytes and files of each table."""
    nodes, edges = totals(catalogue)
    lines = heading(["table", "rows", "bytes", "buckets as they are", "rows a bucket", "bytes a file", "buckets of 128 MB"])
    for table in ("nodes", "keys", "labels", "out", "into"):
        rows = edges if table in ("out", "into") else nodes
        own = measured["edges"] if table in ("out", "into") else measured["nodes"]
        each = measured["sizes"][table][0] / own
        count = layout.buckets(rows)
        lines.append(line([
            f"`{table}`", f"{rows:,.0f}", f"{rows * each / 1e9:,.1f} GB", f"{count:,}", f"{rows / count:,.0f}",
            f"{rows * each / count / 1e6:,.0f} MB", f"{layout.wanted(rows, each):,}"]))
    return "\n".join(lines)


def totals(catalogue):
    nodes = TARGET.listeners + TARGET.songs * (1 + sum(catalogue.nodes.values()))
    return nodes, TARGET.plays + TARGET.songs * sum(catalogue.edges.values())


def skew(measured, world, steep, seed):
    """How uneven the buckets are, as they are and with hubs in parts."""
    lines = heading([
        "played, by", "buckets", "rows of the mean bucket", "of the largest", "of the largest node", "nodes in parts",
        "parts of the largest", "largest bucket then"])
    count = layout.buckets(TARGET.plays)
    for title, portions in (("head (`out`)", world.users), ("tail (`into`)", world.songs), ("tail, steeper", steep.songs)):
        rows, largest = layout.fill(portions(), count, seed)
        limit = rows.mean() / 4
        parts, hubs, most = layout.salted(portions(), count, seed, limit)
        lines.append(line([
            title, f"{count:,}", f"{rows.mean():,.0f}", f"{rows.max():,.0f} ({rows.max() / rows.mean():.2f}×)",
            f"{largest:,.0f}", f"{hubs:,}", f"{most}", f"{parts.max():,.0f} ({parts.max() / rows.mean():.2f}×)"]))
    return "\n".join(lines) + "\n\nIn parts are nodes of more rows than a quarter of the mean bucket."


def hubs(catalogue):
    lines = heading(["the largest node of the catalogue", "its share of the edges", "edges simulated"])
    titles = {"artists": "an artist's songs", "albums": "an album's", "years": "a year's", "tagged": "a tag's artists",
              "similar": "an artist that others are like"}
    for name, share in catalogue.largest.items():
        edges = share * catalogue.edges[name] * TARGET.songs
        lines.append(line([titles[name], f"{100 * share:.3f} %", f"{edges:,.0f}"]))
    return "\n".join(lines)


def moves(world, measured, suffix=""):
    lines = heading([
        f"over plays{suffix}", "edges", "different nodes", "statements", "read", "to the client", "kept there",
        "shuffled where workers count", "edges of each node, for a million"])
    each = measured["sizes"]["into"][0] / measured["edges"]
    for hop in hops(world):
        lines.append(line([
            hop.title, f"{hop.rows:,.0f}", f"{hop.reached:,.0f}", f"{hop.statements:,}",
            size(read(hop.frontier, hop.rows, TARGET.plays, each)), size(hop.sent), size(hop.kept),
            size(hop.grouped) if hop.frontier > 1 else "–",
            f"{max(1, 1e6 / hop.frontier):,.0f}" if hop.rows > 1e6 else "all"]))
    return "\n".join(lines)


def memory(world, catalogue):
    nodes, _ = totals(catalogue)
    lines = heading(["model", "bytes"])
    rows = {
        "`als` here (96 factors)": models.als(TARGET),
        "of which pairs": 8 * TARGET.plays,
        "`ncf` here": models.ncf(TARGET),
        "the default preset here": models.preset(TARGET, nodes),
        "song vectors that `recommend` reads": models.song_vectors(TARGET),
        "Spark's ALS: both sides' vectors": 4 * models.FACTORS * (TARGET.listeners + TARGET.songs),
        "Spark's ALS: ratings, in blocks by listener and by song": 2 * 8 * TARGET.plays,
        "lists of 10 songs for all, 24 bytes a row and the keys": TARGET.listeners * 10 * 24,
        "scores for all lists (numbers multiplied)": TARGET.listeners * TARGET.songs * models.FACTORS,
        "rows that `asked` = 10 + 1,000 makes before played ones are left out": TARGET.listeners * 1_010,
    }
    for title, value in rows.items():
        is_count = title.startswith(("scores", "rows"))
        lines.append(line([title, f"{value:,.3g}" if is_count else size(value)]))
    return "\n".join(lines)


def blocks(world):
    lines = heading(["Spark's ALS, blocks a side", "ratings a block", "bytes of a block", "listeners' vectors sent, a half-iteration"])
    for count in (10, 50, 100, 200, 500, 1_000, 5_000):
        one = models.BlockALS(TARGET, world.counts, count)
        fits = "" if one.entries <= models.LONGEST else " (over 2³¹)"
        lines.append(line([f"{count:,}", f"{one.entries:,.0f}{fits}", size(one.ratings), size(one.shuffled)]))
    return "\n".join(lines)


def breaks(some, first):
    lines = heading(["met at plays", "what", "then"])
    for limit, plays in ordered(some, first, TARGET):
        lines.append(line([f"{plays:,.3g}" if plays else "not here", limit.title, limit.remedy]))
    return "\n".join(lines)


def size(value):
    for unit, factor in (("PB", 1e15), ("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if value >= factor:
            return f"{digits(value / factor)} {unit}"
    return f"{value:.0f} B"
