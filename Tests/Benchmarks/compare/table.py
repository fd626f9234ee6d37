"""The results as Markdown."""

import datetime
import os
import platform
import subprocess
from statistics import median

ROWS = {
    "oneHop": "1 hop (segue: rows, peers: count)",
    "twoHops": "2 hops, all relations, count",
    "artistAndAlbum": "2 hops by artist and album, ids and names",
    "threeHops": "3 hops by artist, tag, album, likeness, count",
    "shortestPath": "a shortest path",
    "shared": "songs sharing tags and year, top 10",
    "title": "title, exact",
    "prefix": "title, prefix, 20",
    "insert": "one insert, durable",
    "batch": "10,000 inserts in one transaction",
    "load": "load from text",
    "open": "open and answer 1 hop",
}
UNSYNCED = {("oxigraph", "insert"), ("oxigraph", "batch")}


def tables(found, engines):
    return "\n\n".join([medians(found, engines), sizes(found, engines), details(found, engines)])


def medians(found, engines):
    """Medians, and behind each peer's how many times segue's it is."""
    lines = heading(["median"] + [engine.title for engine in engines])
    for row, title in ROWS.items():
        first, *others = [engine.name for engine in engines]
        own = middle(found, first, row)
        lines.append(line([title, cell(found, first, row)] + [cell(found, name, row, own) for name in others]))
    return "\n".join(lines)


def cell(found, name, row, own=None):
    value = middle(found, name, row)
    if value is None:
        return "–"
    star = "*" if (name, row) in UNSYNCED else ""
    ratio = f" ({times(value / own)}×)" if own else ""
    return duration(value) + star + ratio


def middle(found, name, row):
    micros = found.micros.get((name, row))
    return median(micros) if micros else None


def times(ratio):
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}" if ratio >= 0.95 else f"{ratio:.2f}"


def duration(micros):
    for unit, factor in (("s", 1e6), ("ms", 1e3)):
        if micros >= factor:
            return f"{digits(micros / factor)} {unit}"
    return f"{digits(micros)} µs"


def digits(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def sizes(found, engines):
    lines = heading(["on disk"] + [engine.title for engine in engines])
    for title, sizes in (("all", found.bytes), ("edges alone", found.edge_bytes)):
        lines.append(line([title] + [megabytes(sizes.get(engine.name)) for engine in engines]))
    return "\n".join(lines)


def megabytes(count):
    return f"{count / 1e6:.1f} MB" if count else "–"


def details(found, engines):
    """95th percentiles and how many times each question was asked."""
    lines = heading(["95th percentile (n)"] + [engine.title for engine in engines])
    for row, title in ROWS.items():
        cells = [percentile_cell(found.micros.get((engine.name, row))) for engine in engines]
        lines.append(line([title] + cells))
    return "\n".join(lines)


def percentile_cell(micros):
    if not micros:
        return "–"
    place = min(round(0.95 * (len(micros) - 1)), len(micros) - 1)
    return f"{duration(sorted(micros)[place])} ({len(micros):,})"


def heading(cells):
    return [line(cells), "|" + "---|" * len(cells)]


def line(cells):
    return "| " + " | ".join(cells) + " |"


def circumstances(engines):
    versions = ", ".join(f"{engine.title} {engine.version}" for engine in engines if engine.name not in ("program", "engine"))
    return circumstances_of([versions])


def circumstances_of(versions):
    """The day, the machine and its load, and what was measured."""
    machine = f"{datetime.date.today()}, {processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    return f"{machine}; {', '.join(versions)}"


def processor():
    lines = subprocess.run(["lscpu"], capture_output=True, text=True).stdout.splitlines()
    names = [one.split(":")[1].strip() for one in lines if one.startswith("Model name")]
    return names[0] if names else platform.machine()
