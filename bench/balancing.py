#!/usr/bin/env python3
"""Times balancing of MNIST's training images against imbalanced-learn, and prints a table in Markdown.

usage: python3 bench/balancing.py FOLDER [--growth] [--minutes 8] [--methods smote,adasyn] [--python /usr/bin/python3]
       [--maven "mvn -o"]

FOLDER holds MNIST's four files, gzipped or not. Needs Maven and a JDK; imbalanced-learn in the Python that is named
(Debian's python3-imblearn, say), without which only our own times are printed. Each case is measured twice, and then as
often as the minutes allow, three times at most. --growth has JMH measure how the neighbour search grows instead.

Both sides take turns, case by case; medians count. Both have their native libraries loaded when
the clock starts. Ours runs as in a worker: a fresh JVM, one thread, the worker's choice of kernels. imbalanced-learn has
the same kernels and as many threads as suit it best, which is tried out first. What takes minutes is measured once.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

from common import HERE, MEBIBYTE, bare_environment, build, java, log, same_kernels, spread, table, worker_kernels

RATIOS = (10, 50, 100, 500)
METHODS = ("smote", "borderline-smote", "adasyn")
ALL = ("smote", 1)
CASES = [ALL] + [(method, ratio) for method in METHODS for ratio in RATIOS]
ONCE = [("smote-tomek", 1), ("smote-enn", 1)]  # imbalanced-learn takes a minute and more
FEWEST, MOST = 2, 3


class Peer:
    """imbalanced-learn in a process of its own; false if there is none."""

    def __init__(self, python, folder, environment):
        command = [python, "-W", "ignore", str(HERE / "peer_balancing.py"), folder]
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self.there = self.process.stdout.readline() != ""

    def __bool__(self):
        return self.there

    def measure(self, case, threads):
        self.process.stdin.write(f"{case[0]} {case[1]} {threads}\n")
        return json.loads(self.process.stdout.readline())

    def best_threads(self, case):
        """Of one and all cores, whichever is faster."""
        counts = sorted({1, len(os.sched_getaffinity(0))})
        seconds = {count: self.measure(case, count)["seconds"] for count in counts}
        log(f"imbalanced-learn, {case[0]} {case[1]}: " + ", ".join(f"{n} threads {s:.2f} s" for n, s in seconds.items()))
        return min(seconds, key=seconds.get)


def median(results):
    return statistics.median(result["seconds"] for result in results)


def seconds(results):
    return spread([result["seconds"] for result in results])


def above(results):
    """The most memory of all processes, less the images that went in and came out."""
    return f"{max(result['peakBytes'] - result['imageBytes'] for result in results) / MEBIBYTE:.0f} MiB"


def name(case):
    return case[0] + (", all rows" if case[1] == 1 else f", ratio {case[1]}")


def row(case, ours, theirs, threads):
    cells = [name(case), f"{ours[0]['rowsIn']:,} → {ours[0]['rowsOut']:,}", seconds(ours)]
    if not theirs or "refused" in theirs[0]:
        return cells + ["refuses" if theirs else "", "", "", above(ours), ""]
    ratio = median(ours) / median(theirs)
    target = 0.2 if case == ALL else 1
    verdict = f"{target:g}" + ("" if ratio <= target else " **missed**")
    peer = f"{seconds(theirs)}, {threads} thread{'s' if threads > 1 else ''}"
    return cells + [peer, f"{ratio:.2f}", verdict, above(ours), above(theirs)]


def compare(arguments, folder, bare, kernels):
    start = time.monotonic()
    peer = Peer(arguments.python, folder, same_kernels(bare, kernels))
    methods = arguments.methods.split(",")
    threads = {}
    if peer:
        threads["smote"] = peer.best_threads(ALL)
        others = [method for method in methods if method != "smote"]
        if others:
            threads |= dict.fromkeys(others, peer.best_threads(("borderline-smote", 500)))
    else:
        log(f"{arguments.python} has no imbalanced-learn: only our own times are taken")

    often, once = ([case for case in cases if case[0] in methods] for cases in (CASES, ONCE))
    ours = {case: [] for case in often + once}
    theirs = {case: [] for case in often + once}
    took = {}
    for repetition in range(MOST):
        for case in often + (once if repetition == 0 else []):
            begun = time.monotonic()
            if repetition >= FEWEST and begun + took[case] > start + 60 * arguments.minutes:
                continue
            method = json.dumps({"method": case[0]})
            main = "io.github.mnistlab.bench.BalancingTime"
            out = java(main, [method, str(case[1])], bare | kernels, [f"-Dmnist.dataDirectory={folder}"])
            ours[case].append(json.loads(out.splitlines()[-1]))
            if peer:
                theirs[case].append(peer.measure(case, threads[case[0]]))
            took[case] = time.monotonic() - begun
            log(f"{repetition + 1}/{MOST} {name(case)}: " + ", ".join(
                f"{results[-1].get('seconds', 0):.2f} s" for results in (ours[case], theirs[case]) if results))

    head = ("case", "rows", "mnist-lab, s", "imbalanced-learn, s", "ratio", "aim", "memory beside the images", "theirs")
    table(head, [row(case, ours[case], theirs[case], threads.get(case[0])) for case in ours])
    load = statistics.median(result["loadSeconds"] for results in ours.values() for result in results)
    counts = [len(ours[case]) for case in often]
    started = ""
    if peer and ALL in often:
        ratio = (median(ours[ALL]) + load) / median(theirs[ALL])
        started = f" With it, the ratio of {name(ALL)} is {ratio:.2f}."
    ones = "".join(f", of {name(case)} one" for case in once)
    kind = kernels.get("OPENBLAS_CORETYPE", "the library chooses")
    print(f"Median (lowest–highest) of {min(counts, default=1)} to {max(counts, default=1)}{ones}, taken in turns. Kernels of both:"
          f" `{kind}`. Loading OpenBLAS, which training needs too, took {load:.2f} s more on our side.{started}")


def growth(folder, bare, kernels):
    with tempfile.TemporaryDirectory() as scratch:
        file = pathlib.Path(scratch, "jmh.json")
        options = [f"-Dmnist.dataDirectory={folder}"]
        java("org.openjdk.jmh.Main", ["NeighborSearch", "-rf", "json", "-rff", str(file)], bare | kernels, options)
        results = json.loads(file.read_text())
    cells = {}
    for result in results:
        raw = [value for fork in result["primaryMetric"]["rawData"] for value in fork]
        n = int(result["params"]["n"])
        cells.setdefault(n, {})[result["benchmark"].rpartition(".")[2]] = seconds([{"seconds": value} for value in raw])
    head = ("images", "neighbours of a thousand, s", "neighbours of each, s")
    table(head, [(f"{n:,}", times["ofAThousand"], times["ofEach"]) for n, times in sorted(cells.items())])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--methods", default=",".join([*METHODS, *(method for method, _ in ONCE)]))
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--maven", default="mvn")
    arguments = parser.parse_args()
    folder = str(pathlib.Path(arguments.folder).resolve())

    build(arguments.maven)
    bare = bare_environment()
    kernels = worker_kernels(bare)
    if arguments.growth:
        growth(folder, bare, kernels)
    else:
        compare(arguments, folder, bare, kernels)


if __name__ == "__main__":
    main()
