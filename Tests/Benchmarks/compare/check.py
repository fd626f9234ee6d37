"""Holds every answer against the reference."""


class Checker:
    def __init__(self, work, workload, expected):
        self.workload, self.expected = workload, expected
        self.titles = read_names(work, "song")
        self.edges = read_edges(work)

    def differences(self, found, engines):
        """A line for each engine and question whose answers are not the expected ones."""
        lines = []
        for engine in engines:
            for question in engine.questions:
                wrong = self.wrong(question, found.answers[engine.name, question])
                if wrong:
                    lines.append(f"{engine.title}, {question}: {len(wrong)} wrong answers, the first at {wrong[0]}")
            lines += self.wrong_counts(engine, found)
        return lines

    def wrong(self, question, answers):
        return [place for place, answer in answers if not self.is_right(question, place, answer)]

    def is_right(self, question, place, answer):
        item = self.workload["questions"][question][place]
        expected = self.expected[question][place]
        if question == "shortestPath":
            return self.is_shortest(answer, item, expected)
        if question == "prefix":
            return self.starts_so(answer, item, expected)
        if question in ("title", "artistAndAlbum"):
            answer = sorted(answer)
        return answer == expected

    def is_shortest(self, answer, ends, length):
        """Some engines answer the length alone, others the nodes on one path."""
        if not isinstance(answer, list):
            return answer == length
        steps = zip(answer, answer[1:])
        return (
            len(answer) == length + 1
            and [answer[0], answer[-1]] == ends
            and all((min(step), max(step)) in self.edges for step in steps)
        )

    def starts_so(self, songs, prefix, count):
        """Which twenty songs is left to the engine."""
        return len(set(songs)) == len(songs) == count and all(self.titles[song].startswith(prefix) for song in songs)

    def wrong_counts(self, engine, found):
        before, after = found.edges[engine.name, "before"], found.edges[engine.name, "after"]
        added = len(self.workload["inserts"]) + sum(map(len, self.workload["batches"])) if engine.writes else 0
        expected = {"before": self.workload["edges"], "after": self.workload["edges"] + added}
        counted = {"before": before, "after": after}
        return [
            f"{engine.title}: {counted[when]} edges {when} the writes, not {expected[when]}"
            for when in counted
            if counted[when] is not None and counted[when] != expected[when]
        ]


def read_names(work, kind):
    with open(f"{work}/nodes_{kind}.csv") as file:
        return [line.rstrip("\n").split(",")[1] for line in file][1:]


def read_edges(work):
    """Every edge as its smaller and its larger end."""
    edges = set()
    for relation in ("sungBy", "onAlbum", "releasedIn", "taggedWith", "similarTo"):
        with open(f"{work}/edges_{relation}.csv") as file:
            next(file)
            for line in file:
                head, tail = map(int, line.split(","))
                edges.add((min(head, tail), max(head, tail)))
    return edges
