"""The `segue` program on one database, a statement a run."""

import json
import subprocess


class Refused(Exception):
    """What the program does not know or do; `is_unknown` where it may learn to."""

    def __init__(self, report, status):
        self.is_unknown = report.get("code") in ("bad_value", "not_yet", "syntax")
        super().__init__("; ".join(filter(None, [report.get("message") or f"ended with {status}", report.get("help")])))


class Segue:
    def __init__(self, program, database):
        self.command = [program, database, "-o", "jsonl", "--errors", "json"]

    def run(self, statement):
        """The statement's rows."""
        done = subprocess.run(self.command + ["-c", statement], capture_output=True, text=True)
        if done.returncode:
            raise Refused(report(done.stderr), done.returncode)
        return [json.loads(line) for line in done.stdout.splitlines() if line]


def report(text):
    """The error among the notes; of a crash the line that names it."""
    lines = text.splitlines()
    try:
        return json.loads([line for line in lines if line.startswith("{")][-1])
    except (IndexError, json.JSONDecodeError):
        named = [line for line in lines if "Fatal error" in line or "Program crashed" in line]
        return {"message": (named or [text.strip()[-200:]])[0].strip("* ")}


def quoted(text):
    """As a text of the language."""
    return json.dumps(text, ensure_ascii=False)
