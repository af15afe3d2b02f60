import shutil
from pathlib import Path

import pytest
from linking_texts import nodes_of, read_links

from graphkit.errors import InputError
from graphkit.graph.ontology.links import Addresses
from graphkit.pipeline import Options, make_graph
from graphkit.read.read import get_reference
from graphkit.reference import framework

ENGLISH = {
    "1.3": "Extend pensions and social security to everyone.",
    "3.8": "Guarantee health care and vaccines to newcomers.",
    "4.b": "Offer scholarships to displaced students.",
    "5.2": "Punish gender-based violence on ferries.",
    "8.7": "Free people from forced labour and slavery.",
    "8.8": "Defend the labour rights of migrant workers.",
    "10.7": "Keep migration orderly and safe with more visas.",
    "10.c": "Make remittances cheaper.",
    "13.1": "Help farms to adapt to climate change.",
    "16.2": "Shield children from abuse and exploitation.",
    "16.9": "Register every birth and hand out identity cards.",
    "17.18": "Publish statistics disaggregated by age.",
}
SPANISH = {
    "3.8": "Garantizar atención médica y vacunas a los recién llegados.",
    "8.8": "Defender los derechos laborales de las personas trabajadoras.",
    "10.c": "Abaratar el envío de remesas.",
    "16.9": "Inscribir cada nacimiento y entregar pasaportes.",
    "17.18": "Publicar estadísticas desagregadas por edad.",
}


@pytest.mark.parametrize(("code", "sentence"), ENGLISH.items(), ids=ENGLISH)
def test_a_plain_sentence_is_linked_to_its_target(code, sentence):
    _, links = read_links(sentence, framework="sdg")
    assert nodes_of(links, "ADDRESSES")[0] == f"sdg:{code}"


@pytest.mark.parametrize(("code", "sentence"), SPANISH.items(), ids=SPANISH)
def test_a_plain_spanish_sentence_is_linked_to_its_target(code, sentence):
    _, links = read_links(sentence, framework="sdg", language="es")
    assert nodes_of(links, "ADDRESSES")[0] == f"sdg:{code}"


def test_targets_named_by_number_are_linked():
    _, links = read_links("The report lists SDG targets 10.7, 10.c and 4.b as lagging.", framework="sdg")
    assert sorted(nodes_of(links, "ADDRESSES")) == ["sdg:10.7", "sdg:10.c", "sdg:4.b"]


def test_the_same_text_can_be_read_against_either_framework():
    sentence = "Make remittances cheaper."
    assert nodes_of(read_links(sentence, framework="gcm")[1], "ADDRESSES") == ["gcm:20"]
    assert nodes_of(read_links(sentence, framework="sdg")[1], "ADDRESSES") == ["sdg:10.c"]


def test_a_text_is_read_against_two_frameworks_in_one_build(tmp_path):
    text = tmp_path / "plan.md"
    text.write_text("# Commitments\n\n- Peru will lower the cost of sending remittances by 2030.\n", encoding="utf-8")
    both = make_graph(text, Options(framework=("gcm", "sdg"))).graph
    one = {f: {k.key for k in make_graph(text, Options(framework=f)).graph.links(Addresses)} for f in ("gcm", "sdg")}
    assert all(one.values())
    assert {k.key for k in both.links(Addresses)} == one["gcm"] | one["sdg"]


def test_two_frameworks_of_one_id_are_one_clear_line(tmp_path):
    folder = tmp_path / "mine"
    shutil.copytree(Path(framework.__file__).parent / "sdg", folder)
    with pytest.raises(InputError, match="have the id 'sdg'"):
        get_reference(("sdg", str(folder)))
