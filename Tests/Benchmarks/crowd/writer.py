"""The one who writes: transactions, single changes, imports, likes, models."""

import os
import time

from crowd import world
from crowd.shell import Ended, Shell


class Writer:
    def __init__(self, program, folder, database, random, record, phase):
        self.shell = Shell(program, folder, database)
        self.folder, self.random, self.record, self.phase = folder, random, record, phase
        self.is_joined = [True] * world.PAIRS
        self.purses = [world.TOTAL // world.BOXES] * world.BOXES
        self.tick, self.bridge, self.lots, self.listeners = 0, 0, [], 0
        self.feed = os.path.join(folder, "lot.tsv")
        os.mkfifo(self.feed)

    def run(self, is_over):
        """Writes until it is over, each act one statement or one transaction; first it sits inside one."""
        acts = [(self.pair, 8), (self.purse, 8), (self.mirror, 5), (self.twin, 5), (self.cross, 5), (self.single, 5),
                (self.like, 2), (self.lot, 1), (self.train, 1), (self.sit, 0.25)]
        act = self.sit
        while not is_over():
            try:
                act()
            except Ended:
                self.record.fail("the writer's process ended")
                return
            act = self.random.choices([act for act, _ in acts], [weight for _, weight in acts])[0]
            time.sleep(self.random.expovariate(1 / 0.004))

    def write(self, kind, lines, rest=0.0):
        """Runs a transaction, inside which the writer rests."""
        self.record.sat(rest)
        started = time.perf_counter()
        if len(lines) == 1:
            self.shell.run(lines[0])
        else:
            with self.phase.inside(rest):
                middle = len(lines) // 2
                self.shell.run("\n".join(["begin"] + lines[:middle]))
                time.sleep(rest)
                self.shell.run("\n".join(lines[middle:] + ["commit"]))
        self.record.took(kind, time.perf_counter() - started - rest, "writes")

    def pair(self):
        pair = self.random.randrange(world.PAIRS)
        lines = world.parted(pair) if self.is_joined[pair] else world.joined(pair)
        self.is_joined[pair] = not self.is_joined[pair]
        self.write("transaction", lines)

    def purse(self):
        source, target = self.random.sample(range(world.BOXES), 2)
        amount = self.random.randint(0, self.purses[source] - 1)
        self.write("transaction", world.moved(self.purses, source, target, amount))

    def mirror(self):
        self.tick += 1
        self.write("transaction", world.reflected(self.tick))

    def twin(self):
        self.tick += 1
        self.write("transaction", world.named(self.tick))

    def cross(self, rest=0.0):
        old, self.bridge = self.bridge, (self.bridge + 1) % 50
        self.write("transaction", world.bridged(old, self.bridge), rest)

    def sit(self):
        """Sits inside a transaction for a second or three, half of it done."""
        self.cross(rest=self.random.uniform(1, 3))

    def single(self):
        song = self.random.randrange(1, world.SONGS + 1)
        self.write("single statement", [f"add listener:l{self.random.randrange(50)} heard song:S{song:04} with weight = 2"])

    def like(self):
        self.listeners = self.listeners % 400 + 1
        lines = [f"session start user {self.listeners}", "recommend top 3", "like 1", "session end commit"]
        self.write("session kept", ["\n".join(lines)])

    def lot(self):
        """Imports a lot through a pipe that is slow to end, or takes one away."""
        if len(self.lots) >= 4:
            return self.write("lot removed", world.without(self.lots.pop(0)))
        self.tick += 1
        self.lots.append(self.tick)
        rows, rest = world.lot(self.tick), self.random.choice([0, 0.5])
        self.record.sat(rest)
        started = time.perf_counter()
        with self.phase.inside(rest):
            self.shell.send(f'import "{self.feed}" as triples')
            with open(self.feed, "w", encoding="utf-8") as feed:
                feed.write(rows[:len(rows) // 2])
                feed.flush()
                time.sleep(rest)
                feed.write(rows[len(rows) // 2:])
            self.shell.rows()
        self.record.took("import", time.perf_counter() - started - rest, "writes")

    def train(self):
        """Puts another model, of another kind, in the place of the one in use."""
        kind = self.random.choice(["popularity", "itemknn with k = 20", "als with epochs = 1, factors = 8"])
        self.write("model replaced", [f"train {kind} as {world.MODEL}"])
