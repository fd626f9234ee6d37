"""The medians as Markdown, beside what segue strives for."""

from statistics import median

from compare.table import digits, heading, line, times

# measure: what it is, its unit, and the bar: how many times PyTorch's, or at most so many of the unit
ROWS = {
    "neumf256": ("NeuMF training, batch 256, sampling included", "samples/s", "≥ 10×"),
    "neumf4096": ("NeuMF training, batch 4096, sampling included", "samples/s", "≥ 4×"),
    "stage2": ("second stage, training, batch 64, 10 past songs, 5 candidates", "candidates/s", "≥ 3×"),
    "scoring": ("second stage, all 3,846 songs for a user, embeddings kept", "users/s", "≥ 30×"),
    "recommend": ("`recommend` at the prompt, model loaded", "ms", "≤ 10 ms"),
    "explain": ("`explain` at the prompt", "ms", "≤ 50 ms"),
    "counterfactual": ("`explain … counterfactual` at the prompt", "ms", "≤ 500 ms"),
}


def table(found):
    lines = heading(["median", "segue", "PyTorch", "ratio", "bar", "load"])
    for name, (title, unit, bar) in ROWS.items():
        own, other = middle(found, name, "segue"), middle(found, name, "pytorch")
        ratio = f"{times(own / other)}×" if own and other else "–"
        load = f"{median(found.loads[name]):.1f}"
        lines.append(line([title, amount(own, unit), amount(other, unit), ratio, bar, load]))
    return "\n".join(lines)


def middle(found, name, side, field="value"):
    values = [one[field] for one in found.lines[name, side] if one.get(field) is not None]
    return median(values) if values else None


def amount(value, unit):
    if value is None:
        return "–"
    for name, factor, least in (("million ", 1e6, 1e6), ("thousand ", 1e3, 1e4)):
        if value >= least:
            return f"{digits(value / factor)} {name}{unit}"
    return f"{digits(value)} {unit}"


def losses(found):
    """Whether both sides learn the same: the mean losses after as many samples."""
    both = {name: [middle(found, name, side, "loss") for side in ("segue", "pytorch")] for name in ROWS}
    parts = [f"{name} {own:.4f} and {other:.4f}" for name, (own, other) in both.items() if own and other]
    when = "Mean loss of the last epoch, of the second stage's second, segue's and PyTorch's"
    return f"{when}: {'; '.join(parts) or 'none'}."


def statements(found):
    """What was asked at the prompt."""
    asked = {one.get("statement") for name in ROWS for one in found.lines[name, "segue"]}
    return f"Asked at the prompt: {', '.join(f'`{one}`' for one in sorted(filter(None, asked))) or 'nothing'}."
