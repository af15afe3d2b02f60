"""List the licences of all that graphkit needs to run, stop at one that is not permissive, write a bill of materials.

usage: python tools/check_licences.py [--extra NAME]... [--sbom FILE]

What pyproject.toml names, and what that needs, by the metadata of the distributions that are installed here; one that
is not installed is named and left out. Packages of npm in the scripts of the pages, as ``make pages`` lists them. The
bill is CycloneDX 1.6 in JSON, the same bytes for the same installation.
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BUNDLED = ROOT / "graphkit" / "publish" / "view" / "dist" / "licences.txt"
PERMISSIVE = {
    "0BSD", "Apache", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "MIT",
    "MIT-0", "PSF-2.0", "Public-Domain", "Python-2.0", "Unlicense", "Zlib",
}  # fmt: skip
TOLD = {
    "Apache 2": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "Apache License Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "Copyright (c) 2001-2002 Enthought, Inc. 2003, SciPy Developers.": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "ISC license": "ISC",
    "MIT License": "MIT",
    "BSD 3-Clause License": "BSD-3-Clause",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "BSD-3-Clause and Public-Domain": "BSD-3-Clause AND Public-Domain",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}
"""How metadata without an SPDX expression names a licence -> the expression."""
WEAK = {
    "certifi": "MPL-2.0: a list of certificates, for trafilatura's downloads, which graphkit never starts",
    "tld": "MPL-1.1 among three: names of domains, for trafilatura, imported as it is and never changed",
}
"""Distributions under a licence that binds changes to themselves only -> why they are borne."""


def add_needed(requirements: Iterable[str], extras: set[str], found: dict[str, Distribution], absent: set[str]) -> None:
    """Add the distributions that are required, and what they require, by their normal names."""
    for need in map(Requirement, requirements):
        name = _normal(need.name)
        wanted = need.marker is None or any(need.marker.evaluate({"extra": e}) for e in ("", *extras))
        if not wanted or (name in found and not need.extras):
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            absent.add(name)
            continue
        add_needed(found[name].requires or (), set(need.extras), found, absent)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def read_licence(held: Distribution) -> str:
    """Return the licence of a distribution as an SPDX expression, or what its metadata says."""
    meta = held.metadata
    if expression := meta.get("License-Expression"):
        return str(expression)
    classes = [c.split(" :: ")[-1] for c in meta.get_all("Classifier") or () if c.startswith("License :: ")]
    lines = str(meta.get("License") or "").strip().splitlines()
    named = [" ".join(lines[0].split())] if lines and lines[0] != "UNKNOWN" else []
    told = [TOLD.get(text, text) for text in (*classes, *named)]  # a field may be a whole licence, a class is a name
    return next((text for text in told if text != "OSI Approved"), "unknown")


def is_permissive(expression: str) -> bool:
    """Return whether one may use what is under a licence by saying so: of OR one part suffices, of AND all must."""
    parts = re.split(r"\s+OR\s+", expression.strip("() "))
    return any(all(p.strip("() ") in PERMISSIVE for p in re.split(r"\s+AND\s+", part)) for part in parts)


def read_bundled() -> dict[tuple[str, str], str]:
    """Return (name, version) of each npm package in the scripts of the pages -> its licence."""
    lines = re.findall(r"(?m)^(\S+) (\d+\.\S*): (.+)$", BUNDLED.read_text(encoding="utf-8"))
    return {(name, version): licence for name, version, licence in sorted(lines)}


def measure(held: Distribution) -> float:
    """Return the megabytes of a distribution's files."""
    places = (Path(str(f.locate())) for f in held.files or ())
    return sum(p.stat().st_size for p in places if p.is_file()) / 1e6


def make_bill(found: dict[str, Distribution]) -> str:
    """Return the bill of materials."""

    def component(kind: str, name: str, version: str, licence: str) -> dict[str, object]:
        purl = f"pkg:{kind}/{name.replace('@', '%40')}@{version}"
        return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
                "licenses": [{"license": {"name": licence}}]}  # fmt: skip

    parts = [component("pypi", name, held.version, read_licence(held)) for name, held in sorted(found.items())]
    parts += [component("npm", name, version, licence) for (name, version), licence in read_bundled().items()]
    main = {"type": "application", "name": PROJECT["name"], "licenses": [{"license": {"name": PROJECT["license"]}}]}
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": main},
            "components": parts}  # fmt: skip
    return json.dumps(bill, indent=1, sort_keys=True) + "\n"


def list_faults(found: dict[str, Distribution]) -> Iterator[str]:
    """Yield one line for each licence that is not permissive and not borne."""
    for name, held in sorted(found.items()):
        licence = read_licence(held)
        if not is_permissive(licence) and name not in WEAK:
            yield f"{name} {held.version}: '{licence}' is not known as permissive"
    for (name, version), licence in read_bundled().items():
        if not is_permissive(licence):
            yield f"{name} {version}, in the pages: '{licence}' is not known as permissive"


def main() -> None:
    """Print the table; exit status 1 where a licence is not permissive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--extra", action="append", default=[])
    parser.add_argument("--sbom", type=Path)
    given = parser.parse_args()
    found: dict[str, Distribution] = {}
    absent: set[str] = set()
    extras = (text for extra in given.extra for text in PROJECT["optional-dependencies"][extra])
    add_needed([*PROJECT["dependencies"], *extras], set(), found, absent)
    if given.sbom:
        given.sbom.write_text(make_bill(found), encoding="utf-8")
        print(f"{given.sbom}: {len(found)} distributions")
    for name, held in sorted(found.items()):
        print(f"{name:32} {held.version:18} {measure(held):6.1f} MB  {WEAK.get(name, read_licence(held))}")
    for (name, version), licence in read_bundled().items():
        print(f"{name:32} {version:18} {'in pages':>9}  {licence}")
    print(f"{len(found)} distributions, {sum(map(measure, found.values())):.0f} MB")
    if absent:
        print(f"not installed here: {', '.join(sorted(absent))}")
    if faults := list(list_faults(found)):
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
