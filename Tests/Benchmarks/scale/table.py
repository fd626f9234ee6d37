"""The steps as Markdown: time and memory against size, and how long answers take."""

from statistics import median, quantiles

from compare.table import digits, heading, line
from scale.sizes import Scale

NAMES = {
    "catalogue": "import of the catalogue",
    "plays": "import of the plays",
    "check": "`check`",
    "ncf": "`train ncf`, one epoch",
    "als": "`train als`, 3 epochs",
    "segue": "`train segue`, 5 epochs",
    "paper": "`train paper`, one epoch of each stage, embeddings of 64",
}


def table(measured):
    """Seconds and the most resident memory of each step."""
    lines = heading(["time, resident memory"] + [size(percent) for percent in measured])
    for name, title in NAMES.items():
        if any(name in steps.seconds for steps in measured.values()):
            lines.append(line([title] + [cell(steps, name) for steps in measured.values()]))
    return "\n".join(lines)


def size(percent):
    scale = Scale.of(percent)
    return f"{scale.plays:,} plays, {scale.users:,} listeners, {scale.catalogue.songs:,} songs"


def cell(steps, name):
    if name not in steps.seconds:
        return "–"
    return f"{digits(steps.seconds[name])} s, {steps.peak[name] / 1e9:.2f} GB"


def answers(measured):
    """Medians and 95th percentiles of single statements."""
    lines = heading(["median, 95th percentile"] + [f"{percent:g} %" for percent in measured])
    asked = {key: None for steps in measured.values() for key in steps.millis}
    for step, statement in asked:
        title = f"`{statement}`" + (f", {step}" if step != "plays" else "")
        cells = [millis(steps.millis.get((step, statement))) for steps in measured.values()]
        lines.append(line([title] + cells))
    return "\n".join(lines)


def millis(took):
    return f"{digits(median(took))}, {digits(quantiles(took, n=20)[-1])} ms" if took else "–"
