"""A damaged store is noticed when it is opened, and can be mended from the record."""

import json
import shutil
import time

import pytest

from graphkit.errors import StoreError
from graphkit.pipeline import build_workspace
from graphkit.store.kglite import has_kglite
from graphkit.workspace import DATABASE, open_workspace

QUERY = "MATCH (n:Recommendation) RETURN count(n) AS n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "a.md").write_text("# Kenya\n\n- Protect migrant children.\n- Ratify the convention.\n", encoding="utf-8")
    build_workspace(folder / "a.md", folder / "store")
    (folder / "b.md").write_text("# Kenya\n\n- Protect migrant workers.\n- Open the border.\n", encoding="utf-8")
    build_workspace(folder / "b.md", folder / "other")
    return folder / "store"


@pytest.fixture
def store(whole, tmp_path):
    shutil.copytree(whole.parent / "other", tmp_path / "other")
    shutil.copytree(whole, tmp_path / "held" / "store")
    return tmp_path / "held" / "store"


def bucket(store, name):
    return next((store / DATABASE / "database").glob(f"{name}_0.*.bucket"))


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 255
    path.write_bytes(bytes(data))


def first(store, pattern):
    return min((store / DATABASE / "database").glob(pattern))


def swap(left, right):
    left_bytes, right_bytes = left.read_bytes(), right.read_bytes()
    left.write_bytes(right_bytes)
    right.write_bytes(left_bytes)


def put_another_database(store):
    shutil.rmtree(store / DATABASE)
    shutil.copytree(store.parent.parent / "other" / DATABASE, store / DATABASE)


DAMAGES = {
    "a bucket is longer": lambda s: bucket(s, "State").write_bytes(bucket(s, "State").read_bytes() + b"\0" * 64),
    "two buckets are swapped": lambda s: swap(bucket(s, "Objective"), bucket(s, "Recommendation")),
    "an index is gone": lambda s: first(s, "*idx").unlink(),
    "an index is cut": lambda s: first(s, "*idx").write_bytes(first(s, "*idx").read_bytes()[:1000]),
    "the dictionary is changed": lambda s: flip(first(s, "dictionary*")),
    "the dictionary is gone": lambda s: first(s, "dictionary*").unlink(),
    "the configuration is gone": lambda s: (s / DATABASE / "database" / "configuration.json").unlink(),
    "the database is gone": lambda s: shutil.rmtree(s / DATABASE / "database"),
    "the database is that of another build": put_another_database,
    "the form is older": lambda s: (s / DATABASE / "format").write_text("1\n"),
    "the seal is no JSON": lambda s: (s / DATABASE / "seal.json").write_text("{"),
    "the record is cut": lambda s: (s / "graph.jsonl").write_bytes((s / "graph.jsonl").read_bytes()[:-900]),
    "a byte of the record is changed": lambda s: flip(s / "graph.jsonl"),
    "the record is gone": lambda s: (s / "graph.jsonl").unlink(),
    "the manifest is gone": lambda s: (s / "manifest.json").unlink(),
    "the manifest is empty": lambda s: (s / "manifest.json").write_text(""),
    "a bucket is gone": lambda s: bucket(s, "Recommendation").unlink(),
    "a bucket of links is gone": lambda s: bucket(s, "ADDRESSES").unlink(),
    "a bucket is cut": lambda s: bucket(s, "Recommendation").write_bytes(b""),
    "a byte is changed": lambda s: flip(bucket(s, "Recommendation")),
    "the schema is empty": lambda s: (s / DATABASE / "database" / "schema.json").write_text(""),
    "the schema is gone": lambda s: (s / DATABASE / "database" / "schema.json").unlink(),
    "the seal is gone": lambda s: (s / DATABASE / "seal.json").unlink(),
    "a file was added": lambda s: (s / DATABASE / "database" / "State_9.999.65536.v0.bucket").write_bytes(b"x"),
    "the record is another": lambda s: (s / "graph.jsonl").write_text("", encoding="utf-8"),
    "the manifest is another": lambda s: (s / "manifest.json").write_text(
        json.dumps(json.loads((s / "manifest.json").read_text()) | {"digest": "0" * 64})
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_is_refused_with_what_mends_it(store, damage):
    DAMAGES[damage](store)
    with pytest.raises(StoreError, match=r"graphkit repair --store|Build again|Make (one|it anew): graphkit build"):
        workspace = open_workspace(store)
        list(workspace.store().query(QUERY))
        list(workspace.graph.nodes())


def test_at_least_twenty_damages_are_tried():
    assert len(DAMAGES) >= 20


@pytest.mark.skipif(not has_kglite(), reason="kglite is not installed")
@pytest.mark.parametrize("damage", DAMAGES)
def test_the_second_embedded_engine_refuses_or_answers_rightly(store, damage):
    before = list(open_workspace(store).store("kglite").query(QUERY))
    DAMAGES[damage](store)
    try:
        after = list(open_workspace(store).store("kglite").query(QUERY))
    except StoreError:
        assert "record" in damage or "manifest" in damage
    else:
        assert after == before


def test_the_check_on_opening_is_quick(store):
    opened = open_workspace(store).store()
    opened._checked = False
    start = time.process_time()
    opened.sealed()
    assert time.process_time() - start < 0.1


def test_repair_makes_the_database_again_from_the_record(store):
    before = list(open_workspace(store).store().query(QUERY))
    bucket(store, "Recommendation").unlink()
    open_workspace(store).repair()
    assert list(open_workspace(store).store().query(QUERY)) == before


def test_reading_leaves_the_seal_whole(store):
    for _ in range(2):
        opened = open_workspace(store).store()
        list(opened.query(QUERY))
        opened.close()


def test_what_readers_write_and_lose_is_no_damage(store):
    database = store / DATABASE / "database"
    (database / "last-tx-id.bin").unlink()
    (database / "last-tx-id.bin.tmp").write_bytes(b"\0" * 8)
    assert list(open_workspace(store).store().query(QUERY)) == [(2,)]
