"""What readers ask, and whether the answer is of one state: the graph between two transactions."""

from crowd.world import LOT, MODEL, PAIRS, SONGS, TOTAL


class Question:
    def __init__(self, kind, statement, is_whole):
        self.kind = kind
        self.statement = statement
        self.is_whole = is_whole


def question(random):
    return random.choice(MAKERS)(random)


def neighbours(random):
    pair = random.randrange(PAIRS)
    return Question("neighbours", f"neighbours pair:p{pair} via left, right out", lambda rows: len(rows) in (0, 2))


def described(random):
    pair = random.randrange(PAIRS)

    def is_whole(rows):
        text = str(rows)
        return len(rows) > 0 and ("left" in text) == ("right" in text)

    return Question("describe", f"describe pair:p{pair}", is_whole)


def traverse(random):
    return Question(
        "traverse", "traverse gate:start leadsTo/leadsTo",
        lambda rows: [row["node"]["id"] for row in rows] == ["gate:end"])


def paths(random):
    return Question(
        "paths", "paths gate:start to gate:end via leadsTo hops 2 all limit 9",
        lambda rows: len(rows) == 1 and rows[0]["length"] == 2)


def purses(random):
    return Question(
        "match", "match (b:box)-[h:holds]->(p:purse) return sum(h.weight) as total",
        lambda rows: len(rows) == 1 and rows[0]["total"] == TOTAL)


def mirrors(random):
    return Question(
        "match", "match (a:mirror)-[:faces]->(b:mirror) return a.tick as one, b.tick as other",
        lambda rows: len(rows) == 1 and rows[0]["one"] == rows[0]["other"] is not None)


def twins(random):
    return Question(
        "find", 'find "twin of the crowd"',
        lambda rows: len(rows) == 2 and len({row["node"]["label"] for row in rows}) == 1)


def title(random):
    return Question("find", f'find "{random.choice(["one", "the", "love", "i w"])}" limit 20', lambda rows: len(rows) > 0)


def stats(random):
    def is_whole(rows):
        edges = {row["name"]: row["count"] for row in rows if row["kind"] == "edges"}
        lots = edges["ofLot"] - 1
        return edges.get("left") == edges.get("right") and lots % LOT == 0 and edges["leadsTo"] == 2

    return Question("stats", "stats", is_whole)


def recommended(random):
    user = random.randrange(1, 600)

    def is_whole(rows):
        nodes = {row["node"]["id"] for row in rows}
        return len(nodes) == 5 and [row["rank"] for row in rows] == [1, 2, 3, 4, 5]

    return Question("recommend", f"recommend user {user} top 5 model {MODEL}", is_whole)


def explained(random):
    user, song = random.randrange(1, 600), random.randrange(1, SONGS + 1)

    def is_whole(rows):
        """The parts add up to the score: both of one model and one graph."""
        if len(rows) != 1:
            return False
        parts = sum(term["weight"] or 0 for term in rows[0]["terms"])
        return abs(parts - rows[0]["score"]) <= 1e-3 * max(1, abs(rows[0]["score"]))

    return Question("explain", f"explain user {user} song S{song:04} model {MODEL}", is_whole)


def long(random):
    """A join that takes seconds: all that is played beside a play."""
    return Question(
        "long match", "match (a:artist)<-[:sungBy]-(s:song)<-[p:played]-(u:user)-[q:played]->(t:song) "
        "return count(q) as n, count(distinct(a)) as artists",
        lambda rows: len(rows) == 1 and rows[0]["n"] == SEEN.setdefault("n", rows[0]["n"]))


# What the long join counted the first time: nothing that it is of is ever changed.
SEEN = {}

MAKERS = [
    neighbours, neighbours, described, traverse, paths, purses, purses, mirrors, twins, title, stats, recommended,
    explained]
