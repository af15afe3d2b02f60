"""A damaged store is noticed when it is opened, and can be mended from the record."""

import json
import shutil

import pytest

from graphkit.errors import StoreError
from graphkit.pipeline import build_workspace
from graphkit.workspace import DATABASE, open_workspace

QUERY = "MATCH (n:Recommendation) RETURN count(n) AS n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "a.md").write_text("# Kenya\n\n- Protect migrant children.\n- Ratify the convention.\n", encoding="utf-8")
    build_workspace(folder / "a.md", folder / "store")
    return folder / "store"


@pytest.fixture
def store(whole, tmp_path):
    shutil.copytree(whole, tmp_path / "store")
    return tmp_path / "store"


def bucket(store, name):
    return next((store / DATABASE / "database").glob(f"{name}_0.*.bucket"))


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 255
    path.write_bytes(bytes(data))


DAMAGES = {
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
    with pytest.raises(StoreError, match=r"graphkit repair --store|Build again"):
        workspace = open_workspace(store)
        list(workspace.store().query(QUERY))
        list(workspace.graph.nodes())


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
