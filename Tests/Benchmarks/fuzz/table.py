"""The figures as a Markdown table."""

import base64

from compare.table import heading, line


def table(found):
    lines = heading(["target", "runs", "runs/s", "edges", "inputs kept", "crashes", "slowest", "memory"])
    lines += [line(cells(figures)) for figures in found]
    total, crashes = sum(figures.runs for figures in found), sum(len(figures.crashes) for figures in found)
    lines.append(line(["all", f"{total:,}", "", "", "", str(crashes), "", ""]))
    return "\n".join(lines + [""] + [crash(*entry) for figures in found for entry in figures.crashes.items()])


def crash(path, reason):
    """An input that crashed: what was said, and its bytes where they are few, since its file may go with the folder."""
    with open(path, "rb") as file:
        start = file.read(401)
    return f"{path}: {reason}" + (f" {base64.b64encode(start).decode()}" if len(start) <= 400 else "")


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
