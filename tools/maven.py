"""Java programs from Maven Central for the tests: the class path, resolved once and kept, and the Java to run it."""

import os
import shutil
import subprocess
from pathlib import Path

from filelock import FileLock

PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1"
CACHE = Path(__file__).resolve().parent.parent / ".cache"
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>graphkit</groupId><artifactId>{name}</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>{group}</groupId><artifactId>{name}</artifactId><version>{version}</version>
      <exclusions>{without}</exclusions>
    </dependency>
  </dependencies>
</project>
"""
WITHOUT = "<exclusion><groupId>{}</groupId><artifactId>{}</artifactId></exclusion>"


class Unavailable(Exception):
    """This machine can't run the program; the text says why."""


def get_classpath(place: Path, artifact: str, without: tuple[str, ...] = ()) -> str:
    """Return the class path of ``group:name:version``, resolved by Maven once per version and kept in a folder.

    ``without`` names dependencies (``group:name``) to leave out. Unavailable where Maven can't fetch it.
    """
    group, name, version = artifact.split(":")
    kept = place / f"classpath-{version}.txt"
    place.mkdir(parents=True, exist_ok=True)
    # Test processes ask for the same at once, and Maven's own repository does not stand that.
    with FileLock(CACHE / "maven.lock"):
        if kept.is_file() and all(Path(jar).is_file() for jar in kept.read_text(encoding="utf-8").split(os.pathsep)):
            return kept.read_text(encoding="utf-8")
        if not shutil.which("mvn"):
            raise Unavailable(f"Maven (mvn) is not installed, so {artifact} can't be fetched")
        left_out = "".join(WITHOUT.format(*other.split(":")) for other in without)
        pom = POM.format(group=group, name=name, version=version, without=left_out)
        (place / "pom.xml").write_text(pom, encoding="utf-8")
        goal, told = f"{PLUGIN}:build-classpath", f"-Dmdep.outputFile={kept}"
        command = ["mvn", "-q", "-B", "-f", str(place / "pom.xml"), goal, told]
        done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
        if done.returncode or not kept.is_file():
            kept.unlink(missing_ok=True)
            reason = next((x for x in done.stdout.splitlines() if "ERROR" in x), "no reason given")
            raise Unavailable(f"Maven could not fetch {artifact}: {reason[:300]}")
    return kept.read_text(encoding="utf-8")


def check_java() -> str:
    """Return the path of Java 17 or later; Unavailable where there is none."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin")) if home else None
    java = java or shutil.which("java")
    if not java:
        raise Unavailable("Java is not installed")
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = told.split('"')[1].split(".")[0] if '"' in told else "unknown"
    if not version.isdigit() or int(version) < 17:
        raise Unavailable(f"Java 17 or later is needed, here is {version}")
    return java
