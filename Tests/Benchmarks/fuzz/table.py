"""The figures as a Markdown table."""

import base64

from compare.table import heading, line


def table(found):
    lines = heading(["target", "runs", "runs/s", "edges", "inputs kept", "crashes", "slowest", "memory"])
    lines += [line(cells(figures)) for figures in found]
    total, crashes = sum(figures.runs for figures in found), sum(len(figures.crashes) for figures in found)
    lines.append(line(["all", f"{total:,}", "", "", "", str(crashes), "", ""]))
    return "\n".join(lines + [""] + [crash(path) for figures in found for path in figures.crashes])


def crash(path):
    """The file of an input that crashed, and its bytes where they are few: the file may go away with its folder."""
    with open(path, "rb") as file:
        start = file.read(2049)
    return path + (f" {base64.b64encode(start).decode()}" if len(start) <= 2048 else "")


def cells(figures):
    rate = round(figures.runs / max(figures.seconds, 1))
    return [
        figures.target,
        f"{figures.runs:,}",
        f"{rate:,}",
        f"{figures.edges:,}",
        f"{figures.kept:,}",
        str(len(figures.crashes)),
        f"{figures.slowest} s" if figures.slowest else "< 1 s",
        f"{figures.memory:,} MB",
    ]
