"""What was measured, a line of JSON each, so that a run that was cut off goes on where it was."""

import json
import os


class Kept:
    def __init__(self, path):
        self.path = path
        self.lines = {}
        if os.path.exists(path):
            with open(path) as file:
                for line in file:
                    self.note(line)

    def note(self, line):
        """A line that was cut off is none."""
        try:
            entry = json.loads(line)
        except json.JSONDecodeError:
            return
        self.lines[self.key(entry)] = entry

    @staticmethod
    def key(entry):
        return tuple(entry[name] for name in ("what", "data", "draw", "model", "seed"))

    def has(self, **entry):
        """What was measured by other statements does not count, and is replaced."""
        return self.lines.get(self.key(entry), {}).get("statement") == entry["statement"]

    def add(self, **entry):
        with open(self.path, "a") as file:
            file.write(json.dumps(entry) + "\n")
        self.lines[self.key(entry)] = entry

    def entries(self, what, **wanted):
        """The lines of one sort: "figures" or "leads"."""
        found = [entry for entry in self.lines.values() if entry["what"] == what]
        return [entry for entry in found if all(entry[name] == value for name, value in wanted.items())]
