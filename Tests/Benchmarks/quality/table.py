"""The figures as Markdown: a table a data set and protocol, a column a split."""

from statistics import mean, median_low, stdev

from compare.table import heading, line
from quality.models import DEFAULT, MODELS

PROTOCOLS = {"sampled99": "among 99 negatives", "full": "over all songs not played"}
METRICS = ("hr", "ndcg")


def tables(kept, cases):
    names = list(dict.fromkeys(case.data.name for case in cases))
    parts = [table(kept, name, protocol, draws(cases, name)) for name in names for protocol in PROTOCOLS]
    return "\n\n".join(filter(None, parts))


def draws(cases, name):
    return [case.draw for case in cases if case.data.name == name]


def table(kept, data, protocol, draws):
    columns = [Column(kept, data, protocol, draw) for draw in draws]
    lines = heading([f"{data}, {PROTOCOLS[protocol]}: HR@10 / NDCG@10"] + [column.title for column in columns])
    for model in MODELS:
        cells = [column.cell(model) for column in columns]
        lines += [line([model.name] + cells)] if any(cell != "–" for cell in cells) else []
    for metric in METRICS:
        cells = [column.lead(metric) for column in columns]
        lines.append(line([f"{DEFAULT}'s lead in {metric.upper()}@10 over the best baseline"] + cells))
    return "\n".join(lines)


class Column:
    """The figures of one split."""

    def __init__(self, kept, data, protocol, draw):
        self.title = "given split" if draw == "given" else f"fresh split {draw}"
        self.protocol = protocol
        self.figures = kept.entries("figures", data=data, draw=draw)
        self.leads = kept.entries("leads", data=data, draw=draw, model=DEFAULT)

    def values(self, name, metric):
        """One a seed."""
        rows = [row for entry in self.figures if entry["model"] == name for row in self.of(entry, metric)]
        return [row["value"] for row in rows if row["value"] is not None]

    def of(self, entry, metric):
        return [
            row
            for row in entry["rows"]
            if (row["metric"], row["protocol"], row["k"]) == (metric, self.protocol, 10)
        ]

    def cell(self, model):
        parts = [spread(self.values(model.name, metric)) for metric in METRICS]
        return " / ".join(parts) if all(parts) else "–"

    def lead(self, metric):
        """Of the seed in the middle, with its paired interval, and of how many seeds the interval is above zero."""
        best = self.best_baseline(metric)
        rows = [row for entry in self.leads for row in self.of(entry, metric) if row["model"] == best]
        rows = [row for row in rows if row.get("lead") is not None and row.get("lead95")]
        if not rows:
            return f"– (best: {best})" if best else "–"
        middle = median_low(row["lead"] for row in rows)
        low, high = next(row["lead95"] for row in rows if row["lead"] == middle)
        above = sum(row["lead95"][0] > 0 for row in rows)
        interval = f"[{short(low, '+')}, {short(high, '+')}]"
        return f"{short(middle, '+')} {interval} over {best}; above zero: {above} of {len(rows)}"

    def best_baseline(self, metric):
        means = {model.name: self.values(model.name, metric) for model in MODELS if model.is_baseline}
        means = {name: mean(values) for name, values in means.items() if values}
        return max(means, key=means.get) if means else None


def spread(values):
    """The mean, and the standard deviation over seeds."""
    if not values:
        return None
    return short(mean(values)) + (f" ± {short(stdev(values))}" if len(values) > 1 else "")


def short(value, sign=""):
    return f"{value:{sign}.3f}".replace("0.", ".", 1)
