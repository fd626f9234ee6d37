"""Explores one target with libFuzzer, on past crashes until its time is over."""

import dataclasses
import os
import re
import subprocess
import tempfile
import time

# One input may take so many seconds and the process so many megabytes; a single allocation half of them.
TIMEOUT = 10
MEMORY = 2048
MOST_CRASHES = 20


@dataclasses.dataclass
class Figures:
    """What exploring a target came to."""

    target: str
    runs: int = 0
    seconds: float = 0
    edges: int = 0
    kept: int = 0
    slowest: int = 0
    memory: int = 0
    # The file of an input that crashed, and what was said of it.
    crashes: dict = dataclasses.field(default_factory=dict)

    def add(self, log):
        """Takes in what one process of libFuzzer said."""
        self.runs += number(r"stat::number_of_executed_units:\s*(\d+)", log)
        self.slowest = max(self.slowest, number(r"stat::slowest_unit_time_sec:\s*(\d+)", log))
        self.memory = max(self.memory, number(r"stat::peak_rss_mb:\s*(\d+)", log))
        self.edges = max(self.edges, number(r" cov: (\d+)", log))
        reason = re.search(r"(?:Fatal error: |SUMMARY: |ERROR: libFuzzer: )(.*)", log)
        for path in re.findall(r"Test unit written to (\S+)", log):
            self.crashes[path] = reason.group(1)[:200] if reason else "?"


def explore(program, target, work, seconds):
    """The figures of `seconds` of exploring; a crash ends a process, and the next goes on."""
    figures = Figures(target)
    corpus = os.path.join(work, "corpus", target)
    os.makedirs(corpus, exist_ok=True)
    start = time.monotonic()
    while figures.seconds < seconds and len(figures.crashes) < MOST_CRASHES:
        known = len(figures.crashes)
        log = run(program, target, corpus, work, max(1, round(seconds - figures.seconds)))
        figures.add(log)
        if "stat::number_of_executed_units" not in log or "Test unit written" in log and len(figures.crashes) == known:
            # A seed that crashes ends every process at its start.
            break
        figures.seconds = time.monotonic() - start
    figures.kept = len(os.listdir(corpus))
    return figures


def run(program, target, corpus, work, seconds):
    """What libFuzzer says in a process of its own, whose databases lie in memory where there is such a file system."""
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        environment = dict(
            os.environ, TMPDIR=folder, SWIFT_BACKTRACE="enable=no", ASAN_OPTIONS="detect_leaks=0", OPENBLAS_NUM_THREADS="1"
        )
        limits = [f"-timeout={TIMEOUT}", f"-rss_limit_mb={MEMORY}", f"-malloc_limit_mb={MEMORY // 2}"]
        prefix = f"-artifact_prefix={os.path.join(work, 'crashes', target)}-"
        command = [program, target, corpus, os.path.join(work, "seeds", target), prefix, *limits]
        command += [f"-max_total_time={seconds}", "-print_final_stats=1", "-use_value_profile=0"]
        with open(os.path.join(work, f"{target}.log"), "a+", encoding="utf-8", errors="replace") as log:
            place = log.seek(0, os.SEEK_END)
            subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False)
            log.seek(place)
            return log.read()


def number(pattern, text):
    """The last number that the pattern finds; 0 where there is none."""
    found = re.findall(pattern, text)
    return int(found[-1]) if found else 0
