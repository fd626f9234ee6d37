"""What every peer does, and the loop that lets the comparison ask it.

A request is a line of JSON on stdin, its reply a line on stdout; segue's own program speaks the same:
  {"do": "load"}                                        {"seconds": 3.1, "bytes": 69000000}
  {"do": "open"}      opened anew, and a first answer   {"seconds": 0.3}
  {"do": "ask", "question": "oneHop", "from": 0, "to": 200, "seconds": 2}
                      stops once the seconds are over   {"micros": [1.5, …], "answers": [11, …]}
  {"do": "insert", "from": 0, "to": 40}                 {"micros": [570.0, …]}
  {"do": "batch", "number": 0}                          {"micros": [1000000.0]}
  {"do": "edges"}                                       {"count": 1823000}
"""

import json
import os
import shutil
import sys
import time


class Engine:
    """A peer. Its methods are named after the questions of the workload; what is missing is not asked.

    oneHop, twoHops, threeHops: how many nodes; artistAndAlbum: pairs of number and name; shortestPath: the length or
    the path; shared: pairs of song and count, best first; title, prefix: the songs' numbers.
    """

    version = "?"

    def __init__(self, work, database):
        self.folder, self.database = work, database
        with open(os.path.join(work, "workload.json")) as file:
            self.workload = json.load(file)
        self.offsets = self.workload["offsets"]
        self.songs = self.workload["counts"]["song"]

    def file(self, name):
        return os.path.join(self.folder, name)

    def load(self):
        """Makes the database out of the work folder's text files, durable at the end."""
        raise NotImplementedError

    def open(self):
        raise NotImplementedError

    def close(self):
        raise NotImplementedError

    def edges(self):
        """How many edges there are; None where the engine joins parallel ones."""
        return None

    def settle(self, question, answer):
        """Turns an answer into numbers after the clock has been stopped."""
        return answer


def serve(engine_type):
    engine = engine_type(*sys.argv[1:3])
    server = Server(engine)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            reply = getattr(server, request.pop("do"))(**{name_of(key): value for key, value in request.items()})
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}"[:300]}
        print(json.dumps(reply), flush=True)
    server.shut()


def name_of(key):
    """`from` is a word of Python's own."""
    return "first" if key == "from" else key


class Server:
    """Answers requests for one engine."""

    def __init__(self, engine):
        self.engine = engine
        self.is_open = False

    def about(self):
        can = [question for question in self.engine.workload["questions"] if hasattr(self.engine, question)]
        return {"version": self.engine.version, "questions": can, "writes": hasattr(self.engine, "insert")}

    def load(self):
        remove(self.engine.database)
        seconds = timed(self.engine.load)
        return {"seconds": seconds, "bytes": size(self.engine.database)}

    def open(self):
        self.shut()
        start = self.engine.workload["questions"]["oneHop"][0]
        seconds = timed(lambda: (self.engine.open(), self.engine.oneHop(start)))
        self.is_open = True
        return {"seconds": seconds}

    def ask(self, question, first, to, seconds):
        ask = getattr(self.engine, question)
        inputs = self.engine.workload["questions"][question]
        call(ask, inputs[first - 1])  # warm, and not one of those that follow
        micros, answers, began = [], [], time.perf_counter()
        for item in inputs[first:to]:
            start = time.perf_counter()
            answer = call(ask, item)
            micros.append((time.perf_counter() - start) * 1e6)
            answers.append(self.engine.settle(question, answer))
            if time.perf_counter() - began > seconds:
                break
        return {"micros": micros, "answers": answers}

    def insert(self, first, to):
        edges = self.engine.workload["inserts"][first:to]
        return {"micros": [timed(lambda: self.engine.insert(head, tail)) * 1e6 for head, tail in edges]}

    def batch(self, number):
        edges = self.engine.workload["batches"][number]
        return {"micros": [timed(lambda: self.engine.insert_all(edges)) * 1e6]}

    def edges(self):
        return {"count": self.engine.edges()}

    def shut(self):
        if self.is_open:
            self.engine.close()
        self.is_open = False


def call(ask, item):
    return ask(*item) if isinstance(item, list) else ask(item)


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def remove(path):
    for file in beside(path):
        shutil.rmtree(file) if os.path.isdir(file) else os.remove(file)


def size(path):
    return sum(file_size(file) for file in beside(path))


def file_size(path):
    if os.path.isdir(path):
        return sum(file_size(os.path.join(path, name)) for name in os.listdir(path))
    return os.path.getsize(path)


def beside(path):
    """The database with its logs."""
    return [path + ending for ending in ("", ".wal", "-wal", "-shm") if os.path.exists(path + ending)]


def shortest(neighbours, start, goal):
    """Two breadth-first searches that meet, for engines that have no such question."""
    near, far, fronts = {start: 0}, {goal: 0}, ([start], [goal])
    while fronts[0] and fronts[1]:
        if len(fronts[0]) > len(fronts[1]):
            near, far, fronts = far, near, fronts[::-1]
        reached, best = [], None
        for node in fronts[0]:
            for other in neighbours(node):
                if other in near:
                    continue
                near[other] = near[node] + 1
                reached.append(other)
                if other in far:
                    best = min(best or near[other] + far[other], near[other] + far[other])
        if best:
            return best
        fronts = (reached, fronts[1])
    return None
