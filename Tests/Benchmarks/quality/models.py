"""The models that are measured; a line is all that one more takes."""

from dataclasses import dataclass, field

SEEDS = (1, 2, 3)  # of what is random; the rest needs one


@dataclass(frozen=True)
class Model:
    """One line of the tables."""

    name: str
    kind: str  # what stands after `train`; nothing for what it trains by itself
    settings: str = ""  # what stands after `with`, without the seed
    seeds: tuple = (1,)
    own: dict = field(default_factory=dict)  # data set: settings in place of those
    graph: str = "songs"  # what it may see beside the plays: the songs' table, "none", or "shuffled" among the songs
    is_baseline: bool = True  # whether the lead over the best one counts it

    def settings_for(self, data, seed):
        return ", ".join(filter(None, [self.own.get(data, self.settings), f"seed = {seed}"]))


DEFAULT = "segue"  # the one whose lead is told

MODELS = [
    Model("popularity", "popularity"),
    Model("itemknn", "itemknn"),
    Model("userknn", "userknn"),
    Model("ease", "ease"),
    Model("als", "als", seeds=SEEDS),
    Model("bpr", "bpr", seeds=SEEDS),
    Model("lightgcn", "lightgcn", seeds=SEEDS),
    Model("gmf", "gmf", seeds=SEEDS),
    Model("mlp", "mlp", seeds=SEEDS),
    Model("ncf", "ncf", seeds=SEEDS),
    Model("paper", "paper", seeds=SEEDS, is_baseline=False),
    Model(DEFAULT, "", seeds=SEEDS, is_baseline=False),
    Model("segue, no graph", "", seeds=SEEDS, graph="none", is_baseline=False),
    Model("segue, shuffled graph", "", seeds=SEEDS, graph="shuffled", is_baseline=False),
]
