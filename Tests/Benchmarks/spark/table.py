"""The measurements as Markdown."""

from compare.table import digits, heading, line
from spark.measure import TABLES


def tables(measured):
    return "\n\n".join([exports(measured), sizes(measured)] + [answers(one) for one in measured])


def name(one):
    return f"{one.found['plays']:,} plays"


def exports(measured):
    lines = heading(["export"] + [name(one) for one in measured])
    parts = {"rows sent": ["new_nodes", "new_edges", "vocabulary"], **{f"`{table}` arranged": [table] for table in TABLES}}
    lines.append(line(["all"] + [f"{digits(one.found['export']['seconds'])} s" for one in measured]))
    for title, tables in parts.items():
        cells = [sum(one.found["export"]["parts"][table] for table in tables) for one in measured]
        lines.append(line([title] + [f"{digits(cell)} s" for cell in cells]))
    rates = [(one.found["nodes"] + one.found["edges"]) / one.found["export"]["seconds"] for one in measured]
    lines.append(line(["nodes and edges a second"] + [f"{rate:,.0f}" for rate in rates]))
    return "\n".join(lines)


def sizes(measured):
    lines = heading(["on disk: bytes, files, bytes a row"] + [name(one) for one in measured])
    for table in TABLES:
        cells = []
        for one in measured:
            size, files = one.found["sizes"].get(table, (None, None))
            rows = one.found["edges"] if table in ("out", "into") else one.found["nodes"]
            cells.append("–" if size is None else f"{size / 1e6:,.1f} MB, {files}, {size / rows:.1f}")
        lines.append(line([f"`{table}`"] + cells))
    return "\n".join(lines)


def answers(one):
    """Medians beside the embedded database's, and what Spark did for each statement, on the average."""
    head = [f"{name(one)}", "here", "Spark", "SQL (seeks)", "in Spark", "rows out", "read", "shuffled", "same rows"]
    lines = heading(head)
    for title, found in one.found["answers"].items():
        seeks = found["seeks"]
        lines.append(line([
            title, seconds(found["here"]), seconds(found["there"]),
            f"{found['statements']:.1f}" + (f" ({seeks})" if seeks is not None else ""), seconds(found["millis"] / 1e3),
            f"{found['rows']:,.0f}", megabytes(found["inputBytes"]), megabytes(found["shuffleWriteBytes"]),
            "yes" if found["same"] else "no"]))
    return "\n".join(lines)


def seconds(value):
    return f"{digits(value)} s" if value >= 1 else f"{digits(value * 1e3)} ms"


def megabytes(value):
    return f"{value / 1e6:,.2f} MB"
