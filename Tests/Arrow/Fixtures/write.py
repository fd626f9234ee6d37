"""python write.py FOLDER: writes with pyarrow the streams that the tests read, one file each.

The kept ones are of pyarrow 26.0.1; what is in them, the tests say value by value.
"""

import os
import sys

import pyarrow as pa


def column(values, kind):
    return pa.array(values, kind)


def every_type():
    """All types that are read, with nulls and without, and what is at the edges of each."""
    lists = [[1.5, -2.25], None, [], [0.0], [3.0, 4.0, 5.0]]
    return pa.record_batch(
        {
            "bool": column([True, False, None, True, False], pa.bool_()),
            "int8": column([-128, 127, None, 0, 1], pa.int8()),
            "int16": column([-32768, 32767, 1, 0, -1], pa.int16()),
            "int32": column([-(2**31), 2**31 - 1, 1, 0, -1], pa.int32()),
            "int64": column([-(2**63), 2**63 - 1, None, None, -1], pa.int64()),
            "uint8": column([0, 255, 1, 2, 3], pa.uint8()),
            "uint16": column([0, 65535, 1, 2, 3], pa.uint16()),
            "uint32": column([0, 2**32 - 1, 1, 2, 3], pa.uint32()),
            "float": column([1.5, -0.0, None, float("inf"), 3.25], pa.float32()),
            "double": column([1.1, -1e300, 5e-324, float("-inf"), None], pa.float64()),
            "text": column(["", "One More Night", None, "naïve 日本 \U0001f3b8", "e\u0301\0z"], pa.string()),
            "large text": column([None, "a", "bc", "", "def"], pa.large_string()),
            "bytes": column([b"", b"\x00\xff", None, b"abc", b"\xc3"], pa.binary()),
            "large bytes": column([b"x", b"", b"yz", b"\x80", b""], pa.large_binary()),
            "floats": column(lists, pa.list_(pa.float32())),
            "large floats": column(lists, pa.large_list(pa.float32())),
            "texts": column([["a", None], [], None, ["ß"], ["", "b"]], pa.list_(pa.string())),
            "lists": column([[[1], [2, 3]], [], [None, []], None, [[4]]], pa.list_(pa.list_(pa.int64()))),
        }
    )


def several():
    """Batches of 3, no, 1 and 300 rows."""
    schema = pa.schema([("id", pa.int32()), ("name", pa.string())])
    return [
        pa.record_batch([pa.array(range(start, end), pa.int32()), [f"n{id}" for id in range(start, end)]], schema)
        for start, end in [(0, 3), (3, 3), (3, 4), (4, 304)]
    ]


def sliced():
    """Rows 3 to 12 of 20, so that no bitmap and no offset begins where its array does."""
    count = range(20)
    return pa.record_batch(
        {
            "truth": column([None if n % 5 == 4 else n % 3 == 0 for n in count], pa.bool_()),
            "number": column([None if n % 4 == 0 else n * n for n in count], pa.int16()),
            "text": column([None if n % 6 == 5 else "x" * n for n in count], pa.string()),
            "list": column([None if n % 7 == 6 else list(range(n)) for n in count], pa.list_(pa.int32())),
        }
    ).slice(3, 10)


def big_list():
    """A list of 1,000 numbers between two short ones."""
    return pa.record_batch({"list": column([[7], list(range(1000)), []], pa.list_(pa.int16()))})


def of(kind, values):
    """A batch with a column `a` that is read, and a column `odd` that is not."""
    return pa.record_batch({"a": column([1] * len(values), pa.int32()), "odd": column(values, kind)})


def streams():
    """What is written: batches and how, by the file's name."""
    plain = pa.ipc.IpcWriteOptions()
    old = pa.ipc.IpcWriteOptions(metadata_version=pa.ipc.MetadataVersion.V4, use_legacy_format=True)
    everything = every_type()
    yield "every-type", [everything], plain
    yield "every-type-old-form", [everything], old
    yield "no-rows", [everything.slice(0, 0)], plain
    yield "several", several(), plain
    yield "sliced", [sliced()], plain
    yield "big-list", [big_list()], plain
    yield "no-columns", [pa.record_batch([], schema=pa.schema([]))], plain
    for codec in ["lz4", "zstd"]:
        yield f"unsupported-{codec}", [of(pa.int64(), [1] * 100)], pa.ipc.IpcWriteOptions(compression=codec)
    yield "unsupported-dictionary", [of(pa.dictionary(pa.int8(), pa.string()), ["x", "y"])], plain
    yield "unsupported-struct", [of(pa.struct([("x", pa.int32())]), [{"x": 1}])], plain
    yield "unsupported-map", [of(pa.map_(pa.string(), pa.int32()), [[("k", 1)]])], plain
    yield "unsupported-decimal", [of(pa.decimal128(10, 2), [1])], plain
    yield "unsupported-timestamp", [of(pa.timestamp("us", "UTC"), [0])], plain
    yield "unsupported-null", [of(pa.null(), [None])], plain
    yield "unsupported-uint64", [of(pa.uint64(), [1])], plain
    yield "unsupported-half", [of(pa.float16(), [1])], plain
    yield "unsupported-list-of-date", [of(pa.list_(pa.date32()), [[0]])], plain


def main():
    for name, batches, options in streams():
        path = os.path.join(sys.argv[1], name + ".arrows")
        with pa.OSFile(path, "wb") as file, pa.ipc.new_stream(file, batches[0].schema, options=options) as stream:
            for batch in batches:
                stream.write_batch(batch)
    with pa.OSFile(os.path.join(sys.argv[1], "no-batch.arrows"), "wb") as file:
        pa.ipc.new_stream(file, pa.schema([("id", pa.int32())])).close()


if __name__ == "__main__":
    main()
