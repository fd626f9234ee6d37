"""What is measured, each step a run of `segue` on one database."""

import os
import random
import shutil
import time

from crowd.shell import Shell
from scale.program import Run

CATALOGUE = ["track_metadata.db", "artist_term.db", "artist_similarity.db"]
ASKED = 200

# step: what it runs, and what is asked then: {user} and {song} are drawn from the plays
STEPS = {
    "catalogue": ([f'import "{{folder}}/{name}" as msd' for name in CATALOGUE], []),
    "plays": (
        ['import "{folder}/train_triplets.txt" as plays'],
        ["neighbours song:{song} hops 2 via sungBy, onAlbum", "paths song:{song} to song:{other} via sungBy, onAlbum"],
    ),
    "check": (["check"], []),
    "ncf": (["train ncf with epochs = 1, batch = 4096"], ["recommend user {user}"]),
    "als": (["train als with epochs = 3"], ["recommend user {user}", "explain user {user} @1"]),
    "segue": (["train segue with epochs = 5"], ["recommend user {user}", "explain user {user} @1"]),
    "paper": (
        ["train paper with epochs = 1, batch = 4096, positive = any, embedding = 64"],
        ["recommend user {user}", "explain user {user} @1"],
    ),
}


class Steps:
    """The steps on the database of one size, and what they came to."""

    def __init__(self, program, folder, memory):
        self.program, self.folder = program, folder
        self.database, self.flags = os.path.join(folder, "segue.db"), ["--memory", memory]
        self.seconds, self.peak, self.millis, self.failures = {}, {}, {}, []

    def run(self, name):
        if name == "catalogue":
            shutil.rmtree(self.database, ignore_errors=True)
        statements, questions = STEPS[name]
        start = time.monotonic()
        command = [self.program, self.database, *self.flags]
        done = Run(command, [statement.format(folder=self.folder) for statement in statements])
        self.seconds[name], self.peak[name] = time.monotonic() - start, done.peak
        if done.status:
            self.failures.append(f"{self.folder}, {name}: {done.errors or done.status}")
            return
        for question in questions:
            self.millis[name, question.split()[0]] = self.ask(question)

    def ask(self, question):
        """The milliseconds of each of some statements; what `@1` means is asked before, and not counted."""
        shell, took = Shell(self.program, self.folder, self.database, *self.flags), []
        for user, song, other in self.drawn():
            if "@1" in question:
                shell.run(f"recommend user {user}")
            start = time.perf_counter()
            shell.run(question.format(user=user, song=song, other=other))
            took.append((time.perf_counter() - start) * 1_000)
        self.failures += [f"{self.folder}, {question}: {failure}" for failure in shell.failures()[:3]]
        shell.end()
        return took[1:]  # the first one loads the model

    def drawn(self):
        """Users and songs of plays from all over the file."""
        chance = random.Random(1)
        with open(os.path.join(self.folder, "train_triplets.txt"), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            for _ in range(ASKED + 1):
                user, song, _ = play_at(file, chance.randrange(size - 200))
                yield user, song, play_at(file, chance.randrange(size - 200))[1]


def play_at(file, place):
    """The fields of the first whole line from a place on."""
    file.seek(place)
    file.readline()
    return file.readline().decode().split("\t")
