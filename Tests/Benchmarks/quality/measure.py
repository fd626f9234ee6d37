"""Trains and evaluates every model on every split, one after the other."""

import os
import re
import sys
from time import perf_counter

from quality.models import DEFAULT, MODELS
from quality.program import Refused, quoted


class Measuring:
    def __init__(self, program, kept, is_quick):
        self.program, self.kept, self.is_quick = program, kept, is_quick
        self.skipped, self.failures = {}, []

    def run(self, cases):
        for case in cases:
            wanted = [(model, seed) for model in MODELS for seed in self.seeds(model, case)]
            trained = [(model, seed) for model, seed in wanted if self.figures(case, model, seed)]
            baselines = [(model, seed) for model, seed in trained if model.is_baseline]
            for model, seed in trained:
                if model.name == DEFAULT and baselines:
                    self.leads(case, model, seed, baselines)

    def seeds(self, model, case):
        """Fresh splits are drawn by seeds of their own, so that one of the model's is enough there."""
        if model.is_ablation and not case.is_given or model.data and case.data.name not in model.data:
            return ()
        return model.seeds if case.is_given and not self.is_quick else model.seeds[:1]

    def figures(self, case, model, seed):
        """Whether the model has been trained and evaluated on the split, now or before."""
        if model.name in self.skipped:
            return False
        statement = training(case, model, seed)
        entry = describe("figures", case, model, seed, statement)
        if self.kept.has(**entry):
            return True
        load, start = os.getloadavg()[0], perf_counter()
        try:
            segue = case.database(self.program)
            epochs = segue.run(statement)
            seconds = perf_counter() - start
            rows = segue.run(f"evaluate {library_name(model, seed)}")
        except Refused as refusal:
            self.refuse(f"{case.data.name} {case.draw}", model, refusal)
            return False
        self.kept.add(**entry, epochs=len(epochs), seconds=round(seconds, 3), load=load, rows=rows)
        say(f"{case.data.name} {case.draw}: {model.name}, seed {seed}, trained in {seconds:.1f} s")
        return True

    def refuse(self, where, model, refusal):
        """What the program does not know is skipped from then on; anything else is a failure."""
        say(f"{where}: {model.name} {'skipped' if refusal.is_unknown else 'failed'}: {refusal}")
        if refusal.is_unknown:
            self.skipped[model.name] = str(refusal)
        else:
            self.failures.append(f"{where}: {model.name}: {refusal}")

    def leads(self, case, model, seed, baselines):
        """Holds a trained model against every baseline on the same users: of several seeds against the same one."""
        chosen = {}
        for baseline, its in baselines:
            if baseline.name not in chosen or its == seed:
                chosen[baseline.name] = (baseline, its)
        names = {library_name(baseline, its): name for name, (baseline, its) in chosen.items()}
        evaluation = f"evaluate {library_name(model, seed)} against {', '.join(names)}"
        statements = [training(case, *one) for one in [(model, seed), *chosen.values()]] + [evaluation]
        entry = describe("leads", case, model, seed, "; ".join(statements))
        if self.kept.has(**entry):
            return
        try:
            rows = case.database(self.program).run(evaluation)
        except Refused as refusal:
            self.failures.append(f"{case.data.name} {case.draw}: {evaluation}: {refusal}")
            return
        rows = [{**row, "model": names[row["model"]]} for row in rows if row["model"] in names]
        self.kept.add(**entry, rows=rows)


def training(case, model, seed):
    """The statement that trains a model."""
    settings = model.settings_for(case.data.name, seed)
    kind = f" {model.kind}" if model.kind else ""
    return f"train{kind} on {quoted(case.data.name)} with {settings} as {library_name(model, seed)}"


def describe(what, case, model, seed, statement):
    """What tells one measurement from another; `what` is "figures" or "leads"."""
    return dict(what=what, data=case.data.name, draw=case.draw, model=model.name, seed=seed, statement=statement)


def library_name(model, seed):
    """A name that the language takes."""
    return f"{re.sub(r'[^A-Za-z0-9]+', '_', model.name)}_{seed}"


def say(text):
    print(text, file=sys.stderr, flush=True)
