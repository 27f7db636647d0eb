#!/usr/bin/env python3
"""Times experiments, training steps and starts, beside TensorFlow and PyTorch, and prints tables in Markdown.

usage: python3 bench/speed.py FOLDER [--parts experiments,steps,starts,growth] [--rounds 3] [--python /usr/bin/python3]
       [--maven "mvn -o"] [--plot growth.svg] [--sides mnist-lab,TensorFlow]

FOLDER holds MNIST's four files, gzipped or not. Needs Maven and a JDK, and Linux for the memory. The peers of steps are
TensorFlow and PyTorch from Maven Central, which the build fetches. PyTorch, imbalanced-learn and scikit-learn in the Python that
is named are the peer of experiments, and one more of steps (Debian's python3-torch, python3-imblearn); without them only our
own experiments are timed. --plot needs matplotlib (python3-matplotlib), in the Python that runs this. All parts take about an hour on two cores; leave the machine alone meanwhile.

Both sides take turns, and medians count. The peer has the same kernels as a worker, and as many threads as suit it best,
which is tried out first. Installs this version into the local repository, as users have it.
"""

import argparse
import json
import pathlib
import shlex
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import os
import re
from concurrent.futures import ThreadPoolExecutor

from common import (
    HERE, MEBIBYTE, bare_environment, build, java, java_command, log, maven, peer_command, same_kernels, spread, table,
    worker_kernels,
)

CORES = len(os.sched_getaffinity(0))
ROOT = HERE.parent
NETWORK = "1025,512,256"
STEPS = [(NETWORK, 128), (NETWORK, 32), (NETWORK, 512), ("128", 128), ("512,512", 128), ("2048,2048", 128)]
REGULARIZED_STEPS = [(NETWORK, 128), ("512,512", 128)]
PEERS = ["TensorFlow", "PyTorch", "Debian's PyTorch"]
SIDES = ["mnist-lab", *PEERS, "Deeplearning4j"]
STEP_SECONDS = 4
PAGE = os.sysconf("SC_PAGE_SIZE")

EXPERIMENT = """\
name: {name}
dataset: {dataset}
split: {{validation: 0}}
seeds: {seeds}
model: {{hidden: [1025, 512, 256]}}
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

    def write(self, name, folder="experiments", **fields):
        path = self.scratch / folder / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(EXPERIMENT.format(name=name, **fields))
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
    """PyTorch and imbalanced-learn; false if there are none."""

    def __init__(self, python, data, environment):
        self.python, self.data, self.environment = python, data, environment
        needed = [python, "-W", "ignore", "-c", "import torch, imblearn, sklearn"]
        self.there = subprocess.run(needed, stderr=subprocess.DEVNULL).returncode == 0
        if not self.there:
            log(f"{python} has no PyTorch and imbalanced-learn: only our own times are taken")

    def __bool__(self):
        return self.there

    def environment_of(self, threads):
        # PyTorch's own threads; with OpenBLAS's beside them it came to a third.
        return self.environment | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": str(threads)}

    def output(self, script, *arguments, threads):
        command = [self.python, "-W", "ignore", str(HERE / script), *map(str, arguments)]
        run = subprocess.run(command, env=self.environment_of(threads), check=True, stdout=subprocess.PIPE, text=True)
        return run.stdout.splitlines()[-1]

    def experiments(self, seeds, threads):
        """So many, each of one seed, as many at a time as there is room for; seconds and what they say."""
        start = time.monotonic()
        with ThreadPoolExecutor(max(1, CORES // threads)) as pool:
            said = list(pool.map(lambda seed: json.loads(
                self.output("peer_experiment.py", self.data, seed, threads, threads=threads)), range(1, seeds + 1)))
        return time.monotonic() - start, said


def experiments(ours, peer, rounds):
    """Whole experiments beside whole experiments."""
    rows = []
    for seeds, most in ((1, 0.75), (5, 0.95)):
        name = ours.write(f"seeds-{seeds}", dataset=MNIST, seeds=seeds, epochs=10, variants=BOTH)
        mine, theirs, memory, peer_memory = [], [], [], []
        threads = 1
        for turn in range(rounds):
            seconds, bytes_ = ours.train(name)
            mine.append(seconds)
            memory.append(bytes_)
            if peer:
                # Several at a time have a core each; one alone has what suits it best.
                tried = sorted({1, CORES}) if seeds == 1 and turn == 0 else [threads]
                results = {count: peer.experiments(seeds, count) for count in tried}
                threads = min(results, key=lambda count: results[count][0])
                theirs.append(results[threads][0])
                peer_memory.append(max(one["peakBytes"] for one in results[threads][1]))
            log(f"{seeds} seeds, {turn + 1} of {rounds}: {mine[-1]:.1f} s" + (f", peer {theirs[-1]:.1f} s" if peer else ""))
        cells = [str(seeds), spread(mine, 1), f"{max(memory) / MEBIBYTE:,.0f} MiB"]
        if peer:
            ratio = statistics.median(mine) / statistics.median(theirs)
            workers = min(CORES, 2 * seeds)
            cells += [spread(theirs, 1) + f", {threads} thread{'s' * (threads > 1)}", f"{ratio:.2f}",
                      f"{most}" + (" **missed**" if ratio > most else ""), f"{max(peer_memory) / MEBIBYTE:,.0f} MiB",
                      f"{max(memory) / workers / max(peer_memory):.2f}"]
        rows.append(cells + [""] * (8 - len(cells)))
    table(("seeds", "mnist-lab, s", "memory of all its processes", "PyTorch and imbalanced-learn, s", "ratio", "aim",
           "memory of one of their processes", "memory, a worker to a process"), rows)


def steps(peer, data, bare, kernels, rounds, wanted):
    """Training steps, every core busy with a process of one thread: ours, Deeplearning4j's, and each peer's; those wanted."""
    one_thread = same_kernels(bare, kernels) | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}

    def together(command, environment):
        processes = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
                     for _ in range(CORES)]
        return sum(float(process.communicate()[0].splitlines()[-1]) for process in processes)

    def ours(kind, hidden, batch):
        return together(java_command("io.github.mnistlab.bench.StepTime", [kind, hidden, str(batch), str(STEP_SECONDS), "1"],
                                     [f"-Dmnist.dataDirectory={data}"]), bare | kernels)

    def theirs(engine, main, hidden, batch, kind):
        return together(peer_command(engine, main, [hidden, str(batch), str(STEP_SECONDS), kind]), one_thread)

    def measures(hidden, batch, kind):
        sides = {"mnist-lab": lambda: ours("ours" if kind == "plain" else kind, hidden, batch),
                 "TensorFlow": lambda: theirs("tensorflow", "TensorFlowSteps", hidden, batch, kind),
                 "PyTorch": lambda: theirs("pytorch", "PyTorchSteps", hidden, batch, kind)}
        if kind == "plain":
            sides["Deeplearning4j"] = lambda: ours("deeplearning4j", hidden, batch)
            if peer:
                sides["Debian's PyTorch"] = lambda: together(
                    [peer.python, "-W", "ignore", str(HERE / "peer_step.py"), hidden, str(batch), str(STEP_SECONDS), "1"], one_thread)
        return {name: measure for name, measure in sides.items() if name in wanted}

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
                        + [f"{statistics.median(sides['mnist-lab']) / best:.2f}"])
        there = [name for name in SIDES if name in next(iter(found.values()))]
        table(("hidden layers", "batch", *(f"{name}, rows/s" for name in there), "ratio to the best peer"), rows)


def starts(ours, rounds):
    """What does not train: a result from the cache, and the validation of ten files."""
    name = ours.write("cached", dataset=MNIST, seeds=1, epochs=1, variants=BOTH)
    for i in range(10):
        ours.write(f"file-{i}", "ten", dataset=MNIST, seeds=5, epochs=10, variants=BOTH)
    ours.run("experiment", name)
    found = {"a goal that does nothing (`mnist:help`)": lambda: ours.run("help"),
             "`mnist:experiment`, every run in the cache": lambda: ours.run("experiment", name),
             "`mnist:validate` of ten files": lambda: ours.run("validate", ",".join(f"file-{i}" for i in range(10)), "ten")}
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
    parser.add_argument("--parts", default="experiments,steps,starts,growth")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--maven", default="mvn")
    parser.add_argument("--plot")
    parser.add_argument("--sides", default=",".join(SIDES), help="of the steps; the first must be there")
    arguments = parser.parse_args()
    data = pathlib.Path(arguments.folder).resolve()
    parts = arguments.parts.split(",")

    maven(arguments.maven, *"-q -ntp -DskipTests -pl .,mnist-core,mnist-maven-plugin install".split())
    build(arguments.maven)
    bare = bare_environment()
    kernels = worker_kernels(bare)
    peer = Peer(arguments.python, data, same_kernels(bare, kernels))
    log(f"{CORES} cores, kernels of both: {kernels.get('OPENBLAS_CORETYPE', 'the library chooses')}")
    with tempfile.TemporaryDirectory() as scratch:
        ours = Ours(arguments.maven, data, scratch)
        warm = ours.write("warm-up", dataset="{source: generated-digits, training: 500, test: 100}", seeds=1, epochs=1,
                          variants=ALONE)
        ours.train(warm)
        if "experiments" in parts:
            experiments(ours, peer, arguments.rounds)
        if "steps" in parts:
            steps(peer, data, bare, kernels, arguments.rounds, arguments.sides.split(","))
        if "starts" in parts:
            starts(ours, arguments.rounds)
        if "growth" in parts:
            growth(ours, arguments.plot)


if __name__ == "__main__":
    main()
