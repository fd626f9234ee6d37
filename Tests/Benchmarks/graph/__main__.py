"""python -m graph FOLDER [--seed N] [--quick]: writes the graph, `workload.json` and `expected.json`."""

import argparse
import json
import os

from graph.files import write_all
from graph.reference import expected
from graph.sizes import Sizes
from graph.songs import draw
from graph.workload import BATCH, draw_workload


def main():
    options = parse()
    os.makedirs(options.folder, exist_ok=True)
    graph = draw(Sizes.quick() if options.quick else Sizes(), options.seed)
    workload = draw_workload(graph, options.seed, batch=500 if options.quick else BATCH)
    write_all(graph, options.folder)
    write_json(options.folder, "workload.json", workload)
    write_json(options.folder, "expected.json", expected(graph, workload["questions"]))


def parse():
    parser = argparse.ArgumentParser(prog="python -m graph", description=__doc__)
    parser.add_argument("folder", help="where to write; made where it is missing")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="a twentieth of the size")
    return parser.parse_args()


def write_json(folder, name, value):
    with open(os.path.join(folder, name), "w") as file:
        json.dump(value, file)


if __name__ == "__main__":
    main()
