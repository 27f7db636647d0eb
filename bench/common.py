"""What the scripts of this folder share: building, starting our programs as a worker runs, and tables in Markdown."""

import json
import os
import pathlib
import shlex
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MEBIBYTE = 1 << 20


def log(text):
    print(text, file=sys.stderr, flush=True)


def maven(command, *arguments):
    subprocess.run([*shlex.split(command), *arguments], cwd=HERE.parent, check=True, stdout=sys.stderr)


def build(command):
    """Builds the benchmarks and what they measure."""
    maven(command, *"-q -ntp -Pbench -pl mnist-core,bench,bench/tensorflow,bench/pytorch -DskipTests package".split())


def bare_environment():
    """Without what a shell may have set for the native libraries."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("OMP_", "OPENBLAS_"))}


def java_command(main, arguments, options=()):
    classes = [HERE / "target/classes", HERE.parent / "mnist-core/target/classes", HERE / "target/lib/*"]
    command = ["java", "-Xmx2g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", *options]
    return [*command, "-cp", os.pathsep.join(map(str, classes)), main, *arguments]


def peer_command(engine, main, arguments):
    """A program of one of the peers from Maven Central, whose libraries are none of ours."""
    classes = [HERE / engine / "target/classes", HERE / engine / "target/lib/*"]
    options = ["-Xmx2g", "--enable-native-access=ALL-UNNAMED"]
    return ["java", *options, "-cp", os.pathsep.join(map(str, classes)), f"io.github.mnistlab.bench.{engine}.{main}", *arguments]


def java(main, arguments, environment, options=()):
    command = java_command(main, arguments, options)
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def worker_kernels(bare):
    """The variables with which a JVM computes as a worker does."""
    return json.loads(java("io.github.mnistlab.bench.WorkerKernels", [], bare))


def same_kernels(bare, kernels):
    """For the peer: our choice of kernels, its own of threads."""
    return bare | {key: value for key, value in kernels.items() if key == "OPENBLAS_CORETYPE"}


def spread(values, digits=2):
    """The median, and the lowest and the highest."""
    return f"{statistics.median(values):,.{digits}f} ({min(values):,.{digits}f}–{max(values):,.{digits}f})"


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("| " + " | ".join("---" for _ in head) + " |")
    for cells in rows:
        print("| " + " | ".join(cells) + " |")
    print(flush=True)
