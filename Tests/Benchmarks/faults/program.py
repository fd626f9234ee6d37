"""The `segue` program, run on a database with or without a fault."""

import json
import os
import shutil
import signal
import subprocess

# What befalls a run that ends otherwise than by itself.
HUNG = "hung"


class Run:
    """How a run ended, and what it said."""

    def __init__(self, status, output, errors):
        self.status = status
        self.output = output
        self.errors = errors

    @property
    def crashed(self):
        """A signal's name or `hung`; nothing where the program ended by itself."""
        if self.status == HUNG:
            return HUNG
        return signal.Signals(-self.status).name if self.status < 0 else None

    @property
    def reports(self):
        """The errors, where they were asked for in JSON."""
        return [line for line in map(parsed, self.errors.splitlines()) if isinstance(line, dict) and "code" in line]


def parsed(line):
    try:
        return json.loads(line)
    except json.JSONDecodeError:
        return None


class Segue:
    """The program and the library that stands between it and its files."""

    def __init__(self, program, shim, folder):
        self.program = os.path.abspath(program)
        self.shim = shim
        self.folder = os.path.realpath(folder)
        os.makedirs(self.folder, exist_ok=True)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def command(self, database, *flags):
        return [self.program, database, *flags]

    def environment(self, **faults):
        """The environment of a run; `kill=("amid", 7)` and the like are what the shim reads."""
        plain = {
            "HOME": self.folder,
            "PATH": "/usr/bin:/bin",
            "LC_ALL": "C.UTF-8",
            "OPENBLAS_NUM_THREADS": "1",
            # A crash is told from its signal: no long report of it is wanted.
            "SWIFT_BACKTRACE": os.environ.get("SWIFT_BACKTRACE", "enable=no"),
        }
        locale = faults.pop("locale", {})
        if faults:
            plain["LD_PRELOAD"] = self.shim
            plain["FAULTS_ROOT"] = self.folder
            plain |= {f"FAULTS_{name.upper()}": str(value) for name, value in faults.items()}
        return plain | locale

    def start(self, database, script, *flags, **faults):
        """Starts a run that reads `script`; its output and errors go to files, so that nothing can block it."""
        files = [self.path(name) for name in ("run.in", "run.out", "run.err")]
        with open(files[0], "w", encoding="utf-8") as file:
            file.write(script)
        with open(files[0], "rb") as given, open(files[1], "wb") as output, open(files[2], "wb") as errors:
            process = subprocess.Popen(
                self.command(database, *flags),
                stdin=given,
                stdout=output,
                stderr=errors,
                cwd=self.folder,
                env=self.environment(**faults),
            )
        return process, files[1], files[2]

    def run(self, database, script, *flags, limit=60, **faults):
        """Runs `script` to its end, or to that of `limit` seconds."""
        process, output, errors = self.start(database, script, *flags, **faults)
        try:
            status = process.wait(limit)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            status = HUNG
        return Run(status, text(output), text(errors))

    def must(self, database, script, *flags, **faults):
        """Runs what has to go well."""
        run = self.run(database, script, *flags, **faults)
        if run.status != 0:
            raise RuntimeError(f"{script[:200]}\nended with {run.status}: {run.errors[-600:]}")
        return run

    def copy(self, source, target):
        """A database like `source`, as its process left it."""
        self.remove(target)
        if os.path.exists(self.path(source)):
            shutil.copytree(self.path(source), self.path(target))

    def remove(self, name):
        shutil.rmtree(self.path(name), ignore_errors=True)


def text(path):
    with open(path, "rb") as file:
        return file.read().decode("utf-8", "replace")


def built_shim(folder):
    """The shim, compiled; nothing where there is no C compiler."""
    compiler = next(filter(shutil.which, ("cc", "gcc", "clang")), None)
    if compiler is None:
        return None
    library = os.path.join(os.path.realpath(folder), "shim.so")
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "shim.c")
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return library
