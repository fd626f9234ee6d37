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
    is_baseline: bool = True  # whether the lead over the best one counts it
    is_ablation: bool = False  # measured on given splits alone
    data: tuple = ()  # the data sets that it is measured on; all where there are none

    def settings_for(self, data, seed):
        return ", ".join(filter(None, [self.own.get(data, self.settings), f"seed = {seed}"]))


DEFAULT = "segue"  # the one whose lead is told
TASTE = ("taste", "taste2")  # the data sets with a graph


def ablation(name, settings="", kind="", **others):
    return Model(name, kind, settings, is_baseline=False, is_ablation=True, **others)


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
    Model(DEFAULT, "", seeds=SEEDS, is_baseline=False),
    ablation("segue, no graph", "graph = \"none\"", data=TASTE),
    ablation("segue, shuffled graph", "graph = \"shuffled\"", data=TASTE),
    ablation("segue, no sungBy", "relations = \"onAlbum releasedIn\"", data=TASTE),
    ablation("segue, no onAlbum", "relations = \"sungBy releasedIn\"", data=TASTE),
    ablation("segue, no releasedIn", "relations = \"sungBy onAlbum\"", data=TASTE),
    ablation("segue, no GRU", "sequence = \"none\""),
    ablation("segue, embeddings at random", "initial = \"random\""),
    ablation("segue, embeddings learned", "node_rate = 0.0003"),
    ablation("segue, no score of ease", "evidence = \"als popularity relations activity\""),
    ablation("segue, no score of als", "evidence = \"ease popularity relations activity\""),
    ablation("segue, neither score", "evidence = \"popularity relations activity\""),
    Model("paper", "paper", is_baseline=False, is_ablation=True),
    ablation("paper, no graph", "graph = \"none\"", kind="paper", data=TASTE),
    ablation("paper, shuffled graph", "graph = \"shuffled\"", kind="paper", data=TASTE),
    ablation("paper, no GRU", "sequence = \"none\"", kind="paper", data=TASTE),
]
