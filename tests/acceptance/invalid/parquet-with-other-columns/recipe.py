"""A table in somebody's own form: one row a mention."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def make(folder: Path) -> None:
    table = pa.table({"doc_id": ["fx-1", "fx-2"], "start": [0, 3], "end": [5, 17], "label": ["PER", "PER"]})
    pq.write_table(table, folder / "predictions.parquet")
