"""A Spark server: its address, what its REST API says of the work done, and its tables on disk."""

import glob
import json
import os
import re
import subprocess
import time
import urllib.request

SUMS = ["inputBytes", "outputBytes", "shuffleReadBytes", "shuffleWriteBytes"]


class Server:
    """A server that is there, or one that is started and stopped again."""

    def __init__(self, project, ui):
        self.script = os.path.join(project, "Examples", "spark.sh")
        self.address, self.is_own = os.environ.get("SEGUE_SPARK"), False
        if not self.address:
            started = subprocess.run(
                ["bash", self.script, "start"], env={**os.environ, "SEGUE_SPARK_UI": "true"}, check=True,
                stdout=subprocess.PIPE, encoding="utf-8")
            self.address, self.is_own = started.stdout.splitlines()[-1], True
        self.api = f"{ui}/api/v1/applications"
        self.api += "/" + self.get("")[0]["id"]
        self.settings = dict(self.get("/environment")["sparkProperties"])

    def close(self):
        if self.is_own:
            subprocess.run(["bash", self.script, "stop"], check=False)

    def get(self, path):
        with urllib.request.urlopen(self.api + path, timeout=60) as answer:
            return json.load(answer)

    def mark(self):
        """Where the work done so far ends."""
        last = self.get("/sql?details=false&length=1000000")
        return max((query["id"] for query in last), default=-1), max((s["stageId"] for s in self.stages()), default=-1)

    def stages(self):
        return self.get("/stages")

    def since(self, mark):
        """What was done since: statements, the milliseconds that they ran, bytes read, written and shuffled."""
        time.sleep(1)  # what is told of the work comes a moment after it
        queries = [query for query in self.get("/sql?details=false&length=1000000") if query["id"] > mark[0]]
        stages = [stage for stage in self.stages() if stage["stageId"] > mark[1]]
        sums = {name: sum(stage[name] for stage in stages) for name in SUMS}
        return {"statements": len(queries), "millis": sum(query["duration"] for query in queries), **sums}

    def parts(self, mark, schema, tables):
        """The seconds of the statements since that write a table of the schema whose name begins with one of `tables`."""
        spent = dict.fromkeys(tables, 0.0)
        for query in self.get("/sql?details=true&planDescription=true&length=1000000"):
            place, name = written(query.get("planDescription", "")) if query["id"] > mark[0] else ("", "")
            for table in tables:
                if place == schema and name.startswith(table + "_"):
                    spent[table] += query["duration"] / 1e3
        return spent

    def sizes(self, schema, tables):
        """The bytes and files of each table, where its folder is on this machine."""
        folder = os.path.join(self.settings["spark.sql.warehouse.dir"].removeprefix("file:"), f"{schema}.db")
        found = {}
        for table in tables:
            places = glob.glob(os.path.join(glob.escape(folder), f"{table}_*"))
            # A table before the last is the one that the last graph stood in for.
            newest = max(places, key=os.path.getmtime, default=None)
            files = glob.glob(os.path.join(glob.escape(newest), "*.parquet")) if newest else []
            if files:
                found[table] = (sum(map(os.path.getsize, files)), len(files))
        return found


def written(plan):
    """The schema and the table that a plan writes; empty where it writes none."""
    if not re.search(r"Execute (InsertIntoHadoopFsRelation|CreateDataSourceTableAsSelect)Command", plan):
        return "", ""
    name = re.search(r"Arguments:.*?`[^`]+`\.`([^`]+)`\.`([^`]+)`", plan)
    return name.groups() if name else ("", "")
