"""The figures as Markdown, and whether all is well."""

import datetime
import os

from compare.table import heading, line, processor

HOUR = {"reads": 8 * 2 * 3600, "writes": 3600}


def report(record, seconds):
    return "\n\n".join([
        circumstances(seconds), hours(record), table(record, reads(record), READING),
        table(record, writes(record), WRITING), waiting(record), growth(record), verdict(record)])


def reads(record):
    kinds = [kind for kind in record.kinds() if not record.of(kind, "writes")]
    return sorted(kinds, key=lambda kind: (" " in kind, kind))


def writes(record):
    return sorted(kind for kind in record.kinds() if record.of(kind, "writes"))


def circumstances(seconds):
    return (f"{datetime.date.today()}, {processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; one writer "
            f"and eight readers in processes of their own, {seconds:.0f} s")


def hours(record):
    asked, written = record.count(reads(record)), record.count(writes(record))
    return (f"{asked:,} answers, as of {asked / HOUR['reads']:.1f} hours of eight readers who ask twice a second; "
            f"{written:,} changes, as of {written / HOUR['writes']:.1f} hours of one a second.")


READING = [("all", None), ("writer idle", "idle"), ("writer sits inside a transaction", "sitting")]
WRITING = [("all", None)]


def table(record, kinds, states):
    titles = [f"{title}: median, p99, max" for title, _ in states]
    lines = heading(["statement", "count"] + titles)
    for kind in kinds:
        lines.append(line([kind, f"{len(record.of(kind)):,}"] + [spread(record.of(kind, state)) for _, state in states]))
    return "\n".join(lines)


def spread(times):
    if not times:
        return "–"
    return ", ".join(milliseconds(value) for value in (quantile(times, 0.5), quantile(times, 0.99), times[-1]))


def quantile(times, share):
    return times[min(int(share * len(times)), len(times) - 1)]


def milliseconds(seconds):
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def waiting(record):
    """While a writer sat inside a transaction, readers were answered."""
    answered = record.count(reads(record), "sitting")
    return (f"The writer sat inside a transaction {len(record.holds)} times, {max(record.holds, default=0):.1f} s at most, "
            f"{sum(record.holds):.1f} s in all; {answered:,} answers began and ended while it did.")


def growth(record):
    shown = ", ".join(f"{size / 1e6:.1f}" for _, size in record.sizes)
    return (f"Readers killed: {record.killed}. The file in MB, at the beginning and after each fifth of the time: {shown}; "
            f"a compact copy at the end: {record.compact / 1e6:.1f}.")


def verdict(record):
    lines = [f"Torn reads: {len(record.torn)}. Errors: {len(record.failed)}. Findings of `check`: {len(record.findings)}."]
    return "\n".join(lines + (record.torn + record.failed + record.findings)[:20])


def is_well(record):
    return not (record.torn or record.failed or record.findings)
