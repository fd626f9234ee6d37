"""PyTorch, two threads: `python -m peers.pytorch WORK MEASURE` prints one line of JSON, as segue's own program does.

neumf256, neumf4096: samples learned from a second, sampling included; stage2: candidates learned from a second;
scoring: users a second, all songs scored for each.
"""

import json
import sys

import torch

from peers import neumf, stage2

MEASURES = {
    "neumf256": lambda work: neumf.train(work, batch=256),
    "neumf4096": lambda work: neumf.train(work, batch=4096),
    "stage2": stage2.train,
    "scoring": stage2.score,
}


def main():
    work, measure = sys.argv[1:]
    torch.set_num_threads(2)
    torch.manual_seed(7)
    print(json.dumps({"measure": measure, "version": torch.__version__, **MEASURES[measure](work)}))


if __name__ == "__main__":
    main()
