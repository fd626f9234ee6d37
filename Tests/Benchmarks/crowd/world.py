"""The graph that a crowd uses, and what is to hold of it whenever it is looked at.

Beside the songs and plays of the examples there are small groups of nodes that only whole transactions change:

- pairs: both edges of a pair are there, or neither;
- purses: their weights are moved between boxes, and their sum stays;
- mirrors and twins: a number, or a label, that stands in two places;
- bridges: one way leads over from the gate's start to its end, however often another is taken;
- parts: an import brings a lot whole, and a lot goes whole.
"""

import os

PAIRS = 40
BOXES = 12
TOTAL = 1200
LOT = 250
SONGS = 1486
MODEL = "crowd"

EXAMPLES = os.path.join(os.path.dirname(__file__), "..", "..", "..", "Examples", "data")


def setup():
    """The statements that make the graph."""
    data = os.path.realpath(EXAMPLES)
    lines = [
        f'import "{data}/songs.csv" as songs with tags = "genre"',
        f'import "{data}/graph.tsv" as triples',
        f'import "{data}/plays.tsv" as plays',
        "begin",
    ]
    lines += [line for pair in range(PAIRS) for line in joined(pair)]
    lines += [f"add box:b{box} holds purse:p{box} with weight = {TOTAL // BOXES}" for box in range(BOXES)]
    lines += ["add mirror:a faces mirror:b", *reflected(0), *named(0), *bridged(None, 0)]
    lines += ["add part:none ofLot lot:none", "commit", f"train popularity as {MODEL}"]
    return "\n".join(lines)


def joined(pair):
    return [f"add pair:p{pair} left hand:l{pair}", f"add pair:p{pair} right hand:r{pair}"]


def parted(pair):
    return [f"remove pair:p{pair} left *", f"remove pair:p{pair} right *"]


def moved(purses, source, target, amount):
    """Moves an amount from one box's purse to another's; `purses` are what they hold."""
    purses[source] -= amount
    purses[target] += amount
    return [f"add box:b{box} holds purse:p{box} with weight = {purses[box]}" for box in (source, target)]


def reflected(number):
    return [f"add mirror:{name} with tick = {number}" for name in "ab"]


def named(number):
    return [f'add twin:{name} label "Twin of the crowd {number}"' for name in "ab"]


def bridged(old, new):
    """Takes down a bridge and builds another."""
    gone = [] if old is None else ["remove gate:start leadsTo *", f"remove bridge:m{old} leadsTo *"]
    return gone + [f"add gate:start leadsTo bridge:m{new}", f"add bridge:m{new} leadsTo gate:end"]


def lot(number):
    """The rows of a lot, to be imported as triples."""
    return "".join(f"part:n{number}x{part}\tofLot\tlot:n{number}\n" for part in range(LOT))


def without(number):
    return [f"remove part:n{number}x{part}" for part in range(LOT)] + [f"remove lot:n{number}"]
