"""Apache Spark reads with two workers what one machine reads, and the graph is the same, byte for byte."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from graphkit.distributed import build_readings
from graphkit.pipeline import Options, build_workspace

ROOT = Path(__file__).resolve().parents[2]
OPTIONS = Options(encoder="none")
ASK = "# {name}\n\n## Recommendations\n\n- States should protect migrant children at every {name}.\n"
FILES = {
    "harbour.md": ASK.format(name="harbour"),
    "sub é/a b.md": ASK.format(name="station"),
    "sub é/a b.meta.toml": "year = 2014\nissuers = ['Chile']\n",
    "sub é/harbour.md": ASK.format(name="harbour"),
    "asks.csv": "text,issuer,session\nRatify the convention on migrant workers,Chile,3\nTrain border guards,Peru,3\n",
    "broken.pdf": "no PDF",
    "README.md": "Tells of the folder.\n",
}
SCRIPT = """
import sys

from pyspark.sql import SparkSession

from graphkit.distributed import read_documents
from graphkit.pipeline import Options

settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4",
            "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
spark = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
documents = spark.read.format("binaryFile").option("recursiveFileLookup", True).load(sys.argv[1])
read_documents(documents, Options(encoder="none")).write.parquet(sys.argv[2])
spark.stop()
"""


@pytest.mark.spark
@pytest.mark.slow
def test_a_graph_read_on_spark_is_that_of_one_machine(tmp_path):
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("needs Java 17 and pyspark: pip install 'graphkit[spark]'")
    texts, readings = tmp_path / "texts", tmp_path / "readings"
    for name, text in FILES.items():
        (texts / name).parent.mkdir(parents=True, exist_ok=True)
        (texts / name).write_text(text, encoding="utf-8")
    known = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, texts, readings],
        env=known | {"PYSPARK_PYTHON": sys.executable},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert len(list(readings.glob("*.parquet"))) > 1  # more than one worker had something to read
    joined = build_readings(readings, tmp_path / "joined", OPTIONS)
    alone = build_workspace(texts, tmp_path / "alone", OPTIONS)
    assert (tmp_path / "joined/graph.jsonl").read_bytes() == (tmp_path / "alone/graph.jsonl").read_bytes()
    told = [i.reason.replace("file:", "") for i in joined.issues.errors()]
    assert told == [i.reason for i in alone.issues.errors()]
    assert len(told) == 2  # a PDF that is none, and a second document of one id
