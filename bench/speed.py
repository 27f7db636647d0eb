#!/usr/bin/env python3
"""Times experiments, training steps and starts, beside TensorFlow and PyTorch, and prints tables in Markdown.

usage: python3 bench/speed.py FOLDER [--parts experiments,steps,ingredients,starts,growth] [--rounds 3] [--epochs 10]
       [--python /usr/bin/python3] [--maven "mvn -o"] [--plot growth.svg] [--sides mnist-lab,TensorFlow] [--peers TensorFlow]

FOLDER holds MNIST's four files, gzipped or not. Needs Maven and a JDK, and Linux for the memory. The peers of steps are
TensorFlow and PyTorch from Maven Central, which the build fetches. Those of experiments are PyTorch with imbalanced-learn and
scikit-learn in the Python that is named (Debian's python3-torch, python3-imblearn), which is one more of steps, and TensorFlow
with the time that imbalanced-learn takes for SMOTE; without that Python only our own experiments are timed. --plot needs
matplotlib (python3-matplotlib), in the Python that runs this. All parts take two to three hours on two cores; leave the machine
alone meanwhile.

All sides take turns, and medians count. A peer has the same kernels as a worker, and as many threads as suit it best,
which is tried out first. Installs this version into the local repository, as users have it.
"""

import argparse
import functools
import itertools
import json
import pathlib
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import os
import re
from concurrent.futures import ThreadPoolExecutor

import balancing
from common import (
    HERE, MEBIBYTE, bare_environment, build, java, java_command, log, maven, peer_command, same_kernels, spread, table,
    worker_kernels,
)

CORES = len(os.sched_getaffinity(0))
ROOT = HERE.parent
NETWORK = "1025,512,256"
STEPS = [(NETWORK, 128), (NETWORK, 32), (NETWORK, 512), ("128", 128), ("512,512", 128), ("2048,2048", 128)]
REGULARIZED_STEPS = [(NETWORK, 128), ("512,512", 128)]
# TensorFlow multiplies by oneDNN or by Eigen; which is faster depends on the processor, and which it chooses too.
TENSORFLOWS = {"TensorFlow, oneDNN": {"TF_ENABLE_ONEDNN_OPTS": "1"}, "TensorFlow, Eigen": {"TF_ENABLE_ONEDNN_OPTS": "0"}}
PEERS = [*TENSORFLOWS, "PyTorch", "Debian's PyTorch"]
# The fewer units are active, the less is multiplied: they become fewer epoch by epoch.
OURS = ["mnist-lab", "mnist-lab, later run", "mnist-lab, fourth epoch"]
SIDES = [*OURS, *PEERS, "Deeplearning4j"]
STEP_SECONDS = 4
# Of a run before, in which the JVM compiles the step.
OTHER_RUN_SECONDS = 8
PAGE = os.sysconf("SC_PAGE_SIZE")

EXPERIMENT = """\
name: {name}
dataset: {dataset}
split: {{validation: 0}}
seeds: {seeds}
model: {{hidden: [{hidden}]}}
training: {{epochs: {epochs}, batchSize: 128}}
variants: {variants}
"""
MNIST = "{source: mnist}"
BOTH = "{baseline: {}, smote: {balancing: {method: smote}}}"
ALONE = "{baseline: {}}"


class Memory(threading.Thread):
    """The most memory that a process and its descendants have resident together, in bytes."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.most, self.ended = pid, 0, threading.Event()

    def run(self):
        while not self.ended.wait(0.2):
            self.most = max(self.most, sum(resident(pid) for pid in tree(self.pid)))


def tree(root):
    children = {}
    for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(status.parent.name))
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found


def resident(pid):
    try:
        return int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


class Ours:
    """Goals of the plugin, in an output and a cache folder of their own."""

    def __init__(self, command, data, scratch):
        self.command, self.data, self.scratch = command, data, pathlib.Path(scratch)
        version = re.search(r"<version>([^<]*)</version>", (ROOT / "pom.xml").read_text())[1]
        self.plugin = f"io.github.mnistlab:mnist-maven-plugin:{version}:"

    def write(self, name, folder="experiments", hidden=NETWORK, **fields):
        path = self.scratch / folder / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(EXPERIMENT.format(name=name, hidden=hidden, **fields))
        return name

    def run(self, goal, name=None, folder="experiments", *options):
        """Seconds from the command to its end, and the most memory."""
        command = [*shlex.split(self.command), "-B", "-ntp", "-f", str(ROOT / "experiments/pom.xml"), self.plugin + goal]
        command += [f"-Dmnist.{key}={value}" for key, value in {
            "experimentsDirectory": self.scratch / folder,
            "dataDirectory": self.data,
            "cacheDirectory": self.scratch / "cache",
            "outputDirectory": self.scratch / "results",
            "experiment": name or "",
        }.items()]
        start = time.monotonic()
        process = subprocess.Popen([*command, *options], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        memory = Memory(process.pid)
        memory.start()
        output = process.communicate()[0]
        seconds = time.monotonic() - start
        memory.ended.set()
        if process.returncode != 0:
            sys.exit(output)
        return seconds, memory.most

    def train(self, name):
        return self.run("experiment", name, "experiments", "-Dmnist.rerun=true")

    def outcomes(self, name):
        result = json.loads((self.scratch / "results" / name / "result.json").read_text())
        return [run["outcome"] for run in result["runs"]]


class Peer:
    """The same experiments in PyTorch and imbalanced-learn; false if there are none."""

    name = "PyTorch and imbalanced-learn"
    modules = "torch, imblearn, sklearn"
    settings = [{}]

    def __init__(self, python, data, environment, epochs):
        self.python, self.data, self.environment, self.epochs = python, data, environment, str(epochs)
        needed = [python, "-W", "ignore", "-c", f"import {self.modules}"]
        self.there = subprocess.run(needed, stderr=subprocess.DEVNULL).returncode == 0
        if not self.there:
            log(f"{python} has not all of {self.modules}: without {self.name}")

    def __bool__(self):
        return self.there

    def command(self, seed, threads):
        return [self.python, "-W", "ignore", str(HERE / "peer_experiment.py"), str(self.data), str(seed), str(threads), self.epochs]

    def more_seconds(self, threads):
        """What is not in the programs' own time."""
        return 0

    def experiments(self, seeds, threads, setting):
        """So many, each of one seed, as many at a time as there is room for; seconds, and the most memory of one."""
        # The peer's own threads; with OpenBLAS's beside them PyTorch came to a third.
        environment = self.environment | setting | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": str(threads)}

        def one(seed):
            process = subprocess.Popen(self.command(seed, threads), env=environment, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            memory = Memory(process.pid)
            memory.start()
            if process.wait() != 0:
                sys.exit(f"{self.name} failed")
            memory.ended.set()
            return memory.most

        start = time.monotonic()
        with ThreadPoolExecutor(max(1, CORES // threads)) as pool:
            memories = list(pool.map(one, range(1, seeds + 1)))
        return time.monotonic() - start + self.more_seconds(threads) * seeds / max(1, CORES // threads), max(memories)


class TensorFlow(Peer):
    """The same experiments in TensorFlow, with what imbalanced-learn takes for SMOTE."""

    name = "TensorFlow and imbalanced-learn"
    modules = "imblearn"
    settings = list(TENSORFLOWS.values())

    def __init__(self, python, data, environment, epochs):
        super().__init__(python, data, environment | {"TF_CPP_MIN_LOG_LEVEL": "3"}, epochs)
        self.smote = balancing.Peer(python, str(data), environment) if self else None

    def command(self, seed, threads):
        return peer_command("tensorflow", "TensorFlowExperiment", [str(self.data), str(seed), str(threads), self.epochs])

    def more_seconds(self, threads):
        return self.smote.measure(balancing.ALL, threads)["seconds"]


def experiments(ours, peers, rounds, epochs):
    """Whole experiments beside whole experiments."""
    rows = []
    fastest = {}
    for seeds in (1, 5):
        name = ours.write(f"seeds-{seeds}", dataset=MNIST, seeds=seeds, epochs=epochs, variants=BOTH)
        mine, memory, theirs = [], [], {peer: [] for peer in peers}
        for turn in range(rounds):
            seconds, bytes_ = ours.train(name)
            mine.append(seconds)
            memory.append(bytes_)
            for peer in peers:
                # One alone has as many threads as suit it best; several at a time have a core each.
                ways = [(count, setting) for count in sorted({1, CORES}) for setting in peer.settings]
                if turn == 0 and seeds > 1:
                    ways = [(1, fastest[peer][1])]
                elif turn > 0:
                    ways = [fastest[peer]]
                found = [(peer.experiments(seeds, *way), way) for way in ways]
                for result, way in found:
                    log(f"{peer.name}, {seeds} seeds, threads and setting {way}: {result[0]:.1f} s")
                result, fastest[peer] = min(found, key=lambda one: one[0][0])
                theirs[peer].append(result)
            log(f"{seeds} seeds, {turn + 1} of {rounds}: {mine[-1]:.1f} s")
        for peer in peers:
            times = [seconds for seconds, _ in theirs[peer]]
            peak = max(bytes_ for _, bytes_ in theirs[peer])
            threads = fastest[peer][0]
            rows.append([str(seeds), spread(mine, 1), f"{max(memory) / MEBIBYTE:,.0f} MiB", peer.name,
                         spread(times, 1) + f", {threads} thread{'s' * (threads > 1)}",
                         f"{statistics.median(mine) / statistics.median(times):.2f}", f"{peak / MEBIBYTE:,.0f} MiB"])
        if not peers:
            rows.append([str(seeds), spread(mine, 1), f"{max(memory) / MEBIBYTE:,.0f} MiB"] + [""] * 4)
    table(("seeds", "mnist-lab, s", "memory of all its processes", "beside", "s", "ratio", "memory of one of their processes"), rows)


def at_once(command, environment):
    """What it prints in as many processes as there are cores."""
    processes = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
                 for _ in range(CORES)]
    outputs = [process.communicate()[0] for process in processes]
    if any(process.returncode for process in processes):
        sys.exit(f"failed: {shlex.join(command)}\n" + "".join(outputs))
    return outputs


def together(command, environment):
    """Rows a second of all cores, each with a process of its own."""
    return sum(float(output.splitlines()[-1]) for output in at_once(command, environment))


def steps(peer, data, bare, kernels, rounds, wanted):
    """Training steps, every core busy with a process of one thread: ours, Deeplearning4j's, and each peer's; those wanted."""
    # Ours has its arrays in huge pages; so have they.
    one_thread = same_kernels(bare, kernels) | {
        "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "TF_CPP_MIN_LOG_LEVEL": "3",
        "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}

    def ours(kind, hidden, batch, epochs=0, other=0):
        return together(java_command("io.github.mnistlab.bench.StepTime",
                                     [kind, hidden, str(batch), str(STEP_SECONDS), "1", str(epochs), str(other)],
                                     [f"-Dmnist.dataDirectory={data}"]), bare | kernels)

    def theirs(engine, main, hidden, batch, kind, setting):
        return together(peer_command(engine, main, [hidden, str(batch), str(STEP_SECONDS), kind]), one_thread | setting)

    # One process unpacks the native libraries before two need them: at once, they spoil each other's files.
    for engine, main in (("pytorch", "PyTorchSteps"), ("tensorflow", "TensorFlowSteps")):
        subprocess.run(peer_command(engine, main, ["8", "8", "0.1", "plain"]), env=one_thread, check=True, capture_output=True)

    def measures(hidden, batch, kind):
        own = "ours" if kind == "plain" else kind
        sides = {"mnist-lab": lambda: ours(own, hidden, batch),
                 "mnist-lab, later run": lambda: ours(own, hidden, batch, other=OTHER_RUN_SECONDS),
                 "mnist-lab, fourth epoch": lambda: ours(own, hidden, batch, epochs=3),
                 "PyTorch": lambda: theirs("pytorch", "PyTorchSteps", hidden, batch, kind, {})}
        for name, setting in TENSORFLOWS.items():
            sides[name] = functools.partial(theirs, "tensorflow", "TensorFlowSteps", hidden, batch, kind, setting)
        if kind == "plain":
            sides["Deeplearning4j"] = lambda: ours("deeplearning4j", hidden, batch)
            if peer:
                sides["Debian's PyTorch"] = lambda: together(
                    [peer.python, "-W", "ignore", str(HERE / "peer_step.py"), hidden, str(batch), str(STEP_SECONDS), "1"], one_thread)
        return {name: sides[name] for name in SIDES if name in sides and any(name.startswith(side) for side in wanted)}

    for kind, cases in (("plain", STEPS), ("regularized", REGULARIZED_STEPS)):
        found = {case: {name: [] for name in measures(*case, kind)} for case in cases}
        for turn in range(rounds):
            for case, sides in found.items():
                for name, measure in measures(*case, kind).items():
                    sides[name].append(measure())
                log(f"{kind} step {case}, {turn + 1} of {rounds}: "
                    + ", ".join(f"{name} {values[-1]:,.0f}" for name, values in sides.items()))
        rows = []
        for (hidden, batch), sides in found.items():
            best = max(statistics.median(sides[name]) for name in PEERS if name in sides)
            rows.append([hidden.replace(",", ", "), str(batch)]
                        + [spread(sides[name], 0) for name in SIDES if name in sides]
                        + [f"{statistics.median(sides[name]) / best:.2f}" for name in OURS])
        there = [name for name in SIDES if name in next(iter(found.values()))]
        table(("hidden layers", "batch", *(f"{name}, rows/s" for name in there), *("ratio to the best peer" for _ in OURS)), rows)


def ingredients(data, environment, rounds):
    """What normalisation, dropout and distorted images add to a step: all in turns in one process, of which each core has one."""
    for hidden, batch in REGULARIZED_STEPS:
        command = java_command("io.github.mnistlab.bench.IngredientTime", [hidden, str(batch), str(30 * rounds)],
                               [f"-Dmnist.dataDirectory={data}"])
        times = [json.loads(output.splitlines()[-1]) for output in at_once(command, environment)]
        kinds = {kind: statistics.mean(one[kind] for one in times) for kind in times[0]}
        table((f"a step of {hidden.replace(',', ', ')}", "ms", "more than without, %"),
              [(kind, f"{ms:.2f}", f"{100 * (ms / kinds['ours'] - 1):+.1f}") for kind, ms in kinds.items()])


def starts(ours, rounds):
    """What does not train, or hardly: results from the cache, the validation of ten files, and many brief runs."""
    name = ours.write("cached", dataset=MNIST, seeds=1, epochs=1, variants=BOTH)
    for i in range(10):
        ours.write(f"file-{i}", "ten", dataset=MNIST, seeds=5, epochs=10, variants=BOTH)
    ours.run("experiment", name)

    def without_results():
        shutil.rmtree(ours.scratch / "results" / name)
        return ours.run("experiment", name)

    # Digits of another seed are other data, of which the cache knows no run.
    seeds = itertools.count(1)

    def brief():
        seed = next(seeds)
        dataset = f"{{source: generated-digits, training: 200, test: 200, seed: {seed}}}"
        return ours.run("experiment", ours.write(f"brief-{seed}", hidden="8", dataset=dataset, seeds=1000, epochs=1, variants=BOTH))

    found = {"a goal that does nothing (`mnist:help`)": lambda: ours.run("help"),
             "`mnist:experiment`, every run in the cache, the same results and report there": lambda: ours.run("experiment", name),
             "the same without results and report, which are made again": without_results,
             "`mnist:validate` of ten files": lambda: ours.run("validate", ",".join(f"file-{i}" for i in range(10)), "ten"),
             "2,000 runs of hundredths of a second": brief}
    times = {what: [] for what in found}
    for _ in range(rounds):
        for what, measure in found.items():
            times[what].append(measure()[0])
    table(("from the command to its end", "s"), [(what, spread(seconds)) for what, seconds in times.items()])


def growth(ours, plot):
    """Time and memory by seeds, and by images."""
    by_seeds, by_images = [], []
    for seeds in (1, 2, 3, 4, 5, 6, 7, 8):
        name = ours.write(f"grow-{seeds}", dataset=MNIST, seeds=seeds, epochs=2, variants=ALONE)
        seconds, memory = ours.train(name)
        by_seeds.append((seeds, seconds, memory))
    for images in (1_000, 3_000, 10_000, 30_000, 60_000, 100_000, 300_000, 1_000_000):
        dataset = f"{{source: generated-digits, training: {images}, test: 10000}}"
        if images <= 60_000:
            dataset = f"{{source: mnist, training: {images}}}" if images < 60_000 else MNIST
        name = ours.write(f"images-{images}", dataset=dataset, seeds=1, epochs=2, variants=ALONE)
        seconds, memory = ours.train(name)
        outcome = ours.outcomes(name)[0]
        by_images.append((images, seconds, sum(epoch["seconds"] for epoch in outcome["history"]) / 2,
                          memory, outcome["peakMemoryBytes"]))
    table(("seeds, two epochs of 60,000 images", "s", "all processes"),
          [(str(n), f"{s:.1f}", f"{m / MEBIBYTE:,.0f} MiB") for n, s, m in by_seeds])
    table(("images", "s, two epochs", "s an epoch", "images/s in an epoch", "all processes", "the worker"),
          [(f"{n:,}", f"{s:.1f}", f"{e:.2f}", f"{n / e:,.0f}", f"{m / MEBIBYTE:,.0f} MiB", f"{w / MEBIBYTE:,.0f} MiB")
           for n, s, e, m, w in by_images])
    if plot:
        draw(by_seeds, by_images, plot)


def draw(by_seeds, by_images, file):
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "mnist-lab"
    from matplotlib import pyplot

    figure, (left, middle, right) = pyplot.subplots(1, 3, figsize=(12, 3.6), layout="constrained")
    left.plot([n for n, *_ in by_seeds], [s for _, s, _ in by_seeds], "o-")
    left.set(xlabel="seeds", ylabel="seconds", title="Two epochs of 60,000 images", ylim=0)
    images = [n for n, *_ in by_images]
    middle.loglog(images, [s for _, s, *_ in by_images], "o-", label="from mvn to its end")
    middle.loglog(images, [e for *_, e, _, _ in by_images], "s-", label="an epoch")
    middle.set(xlabel="training images", ylabel="seconds", title="Two epochs, one seed")
    middle.legend(frameon=False)
    right.semilogx(images, [m / MEBIBYTE for *_, m, _ in by_images], "o-", label="all processes")
    right.semilogx(images, [w / MEBIBYTE for *_, w in by_images], "s-", label="the worker")
    right.set(xlabel="training images", ylabel="MiB resident at most", title="Memory", ylim=0)
    right.legend(frameon=False)
    figure.savefig(file, metadata={"Date": None})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--parts", default="experiments,steps,ingredients,starts,growth")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=10, help="of whole experiments")
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--maven", default="mvn")
    parser.add_argument("--plot")
    parser.add_argument("--peers", default="PyTorch,TensorFlow", help="of whole experiments")
    parser.add_argument("--sides", default=",".join(SIDES), help="of the steps, by the beginnings of their names; the first must be there")
    arguments = parser.parse_args()
    data = pathlib.Path(arguments.folder).resolve()
    parts = arguments.parts.split(",")

    maven(arguments.maven, *"-q -ntp -DskipTests -pl .,mnist-core,mnist-maven-plugin install".split())
    build(arguments.maven)
    bare = bare_environment()
    kernels = worker_kernels(bare)
    peer = Peer(arguments.python, data, same_kernels(bare, kernels), arguments.epochs)
    log(f"{CORES} cores, kernels of both: {kernels.get('OPENBLAS_CORETYPE', 'the library chooses')}")
    with tempfile.TemporaryDirectory() as scratch:
        ours = Ours(arguments.maven, data, scratch)
        warm = ours.write("warm-up", dataset="{source: generated-digits, training: 500, test: 100}", seeds=1, epochs=1,
                          variants=ALONE)
        ours.train(warm)
        if "experiments" in parts:
            peers = [peer, TensorFlow(arguments.python, data, same_kernels(bare, kernels), arguments.epochs)]
            wanted = arguments.peers.split(",")
            experiments(ours, [one for one in peers if one and one.name.split()[0] in wanted], arguments.rounds, arguments.epochs)
        if "steps" in parts:
            steps(peer, data, bare, kernels, arguments.rounds, arguments.sides.split(","))
        if "ingredients" in parts:
            ingredients(data, bare | kernels, arguments.rounds)
        if "starts" in parts:
            starts(ours, arguments.rounds)
        if "growth" in parts:
            growth(ours, arguments.plot)


if __name__ == "__main__":
    main()
