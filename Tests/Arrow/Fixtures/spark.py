"""python spark.py CONNECTION FOLDER: keeps what a Spark Connect server sends for two queries, as the tests read it."""

import os
import sys

from pyspark.sql import SparkSession

COLUMNS = """
    SELECT id > 1 AS truth, CAST(id AS tinyint) AS tiny, CAST(id AS smallint) AS small, CAST(id AS int) AS id,
        nullif(id, 2) AS big, CAST(id / 2 AS float) AS float, id / 3 AS double, concat('song:', id, ' é') AS text,
        IF(id = 1, NULL, CAST(concat('x', id) AS binary)) AS bytes, transform(sequence(0, id), x -> CAST(x AS float)) AS
        floats, IF(id = 3, NULL, array('a', NULL)) AS texts
    FROM range(0, 4, 1, 1)
"""


def main():
    spark = SparkSession.builder.remote(sys.argv[1]).getOrCreate()
    for name, query in [("spark", COLUMNS), ("spark-no-rows", COLUMNS + " WHERE id > 9")]:
        client = spark.client
        request = client._execute_plan_request_with_metadata()
        request.plan.CopyFrom(spark.sql(query)._plan.to_proto(client))
        answers = client._stub.ExecutePlan(request, metadata=client._builder.metadata())
        batches = [answer.arrow_batch.data for answer in answers if answer.HasField("arrow_batch")]
        print(name, [len(batch) for batch in batches])
        with open(os.path.join(sys.argv[2], name + ".arrows"), "wb") as file:
            file.write(batches[0])


if __name__ == "__main__":
    main()
