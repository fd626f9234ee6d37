"""Files and buckets: how many, how large, how uneven, and what salting the hubs would do."""

import numpy as np

ROWS_IN_A_BUCKET, MOST_BUCKETS = 4_000_000, 4_096  # as Store/SparkStore/SparkTables.swift has them
FILE = 128e6  # bytes: what one task of Spark reads (spark.sql.files.maxPartitionBytes)
PAGE = 20_000  # rows (parquet.page.row.count.limit)


def buckets(rows, most=MOST_BUCKETS):
    return int(min(max(rows // ROWS_IN_A_BUCKET, 1), most))


def wanted(rows, bytes_a_row):
    """The buckets of which a file is what one task reads."""
    return int(max(1, np.ceil(rows * bytes_a_row / FILE)))


def fill(portions, count, seed):
    """The rows of each bucket and the largest single node's, nodes falling on buckets by chance as a hash has them."""
    rng = np.random.default_rng([seed, 4])
    rows, largest = np.zeros(count), 0.0
    for degrees in portions:
        rows += np.bincount(rng.integers(0, count, len(degrees)), degrees, count)
        largest = max(largest, float(degrees.max()))
    return rows, largest


def salted(portions, count, seed, limit):
    """The same with each node of more rows than `limit` in as many parts as bring it below."""
    rng = np.random.default_rng([seed, 5])
    rows, hubs, most = np.zeros(count), 0, 1
    for degrees in portions:
        parts = np.maximum(1, np.ceil(degrees / limit)).astype(np.int64)
        hubs, most = hubs + int((parts > 1).sum()), max(most, int(parts.max()))
        pieces = np.repeat(degrees / parts, parts)
        rows += np.bincount(rng.integers(0, count, len(pieces)), pieces, count)
    return rows, hubs, most
