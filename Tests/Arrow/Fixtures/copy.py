"""python copy.py FOLDER: reads each `N.arrows` of a folder with pyarrow, checks all of it, and writes it as `N.copy`."""

import glob
import sys

import pyarrow as pa

for path in glob.glob(sys.argv[1] + "/*.arrows"):
    with pa.memory_map(path) as file, pa.ipc.open_stream(file) as stream:
        batches = list(stream)
        with pa.OSFile(path.removesuffix("arrows") + "copy", "wb") as copy:
            with pa.ipc.new_stream(copy, stream.schema) as writer:
                for batch in batches:
                    batch.validate(full=True)
                    writer.write_batch(batch)
