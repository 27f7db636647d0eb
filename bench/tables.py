"""Tables of the UCI repository: how this project and scikit-learn do on them, on the same rows.

    python3 tables.py prepare TABLES FOLDER   # splits the tables and writes an experiment for each
    mvn mnist:experiment in FOLDER            # trains them
    python3 tables.py compare FOLDER          # trains scikit-learn's MLPClassifier on the same rows, writes a Markdown table

TABLES is a folder of gzipped CSV files with a header, whose last column, class, is the label.
"""

import csv
import glob
import gzip
import json
import os
import statistics
import sys
import warnings

import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.metrics import accuracy_score, balanced_accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

HIDDEN = [64, 32]
SEEDS = 5
EXPERIMENT = """name: {name}
description: Does balancing help a perceptron on {name}?
dataset: {{source: csv, trainingFile: {name}-training.csv, testFile: {name}-test.csv, label: class}}
preparation: {{scaling: standard, missing: mean}}
seeds: {seeds}
model: {{hidden: {hidden}, activation: relu, initializer: glorot-uniform}}
training: {{epochs: {epochs}, batchSize: {batch}, optimizer: {{type: adam, learningRate: 0.001}}}}
variants:
  baseline: {{}}
  smote: {{balancing: {{method: smote}}}}
  class-weight: {{balancing: {{method: class-weight, classWeight: balanced}}}}
"""


def batch(rows):
    return 32 if rows < 10_000 else 200


def epochs(rows):
    return 60 if rows < 10_000 else 10


def read(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def prepare(tables, folder):
    os.makedirs(os.path.join(folder, "experiments"), exist_ok=True)
    for path in sorted(glob.glob(os.path.join(tables, "*.csv.gz"))):
        name = os.path.basename(path).split(".")[0]
        header, rows = read(path)
        training, test = train_test_split(rows, test_size=0.3, random_state=1, stratify=[row[-1] for row in rows])
        for part, chosen in (("training", training), ("test", test)):
            with open(os.path.join(folder, "experiments", f"{name}-{part}.csv"), "w", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows([header, *chosen])
        with open(os.path.join(folder, "experiments", f"{name}.yaml"), "w") as file:
            file.write(EXPERIMENT.format(name=name, seeds=SEEDS, hidden=HIDDEN, epochs=epochs(len(training)), batch=batch(len(training))))


def numbers(rows):
    return np.array([[np.nan if value in ("", "NA") else float(value) for value in row[:-1]] for row in rows])


def shown(scores):
    return f"{100 * statistics.mean(scores):.2f} ± {100 * statistics.stdev(scores):.2f}"


def compare(folder):
    warnings.filterwarnings("ignore")
    print("| table | classes | training / test rows | | baseline | SMOTE | class weights | scikit-learn |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for path in sorted(glob.glob(os.path.join(folder, "experiments", "*.yaml"))):
        name = os.path.basename(path)[: -len(".yaml")]
        _, training = read(os.path.join(folder, "experiments", f"{name}-training.csv"))
        _, test = read(os.path.join(folder, "experiments", f"{name}-test.csv"))
        labels = [row[-1] for row in training]
        truth = [row[-1] for row in test]
        theirs = []
        for seed in range(1, SEEDS + 1):
            model = make_pipeline(
                SimpleImputer(), StandardScaler(),
                MLPClassifier(HIDDEN, alpha=0, batch_size=batch(len(training)), max_iter=epochs(len(training)), n_iter_no_change=1000,
                              tol=0, random_state=seed))
            theirs.append(model.fit(numbers(training), labels).predict(numbers(test)))
        with open(os.path.join(folder, "target", "mnist", name, "result.json")) as file:
            runs = json.load(file)["runs"]
        ours = {}
        inapplicable = "cannot be applied"
        for run in runs:
            matrix = np.array(run["evaluation"]["confusionMatrix"])
            recalls = matrix.diagonal() / matrix.sum(axis=1)
            ours.setdefault(run["id"]["variant"], []).append((matrix.trace() / matrix.sum(), recalls.mean()))
        for index, metric, score in ((0, "accuracy", accuracy_score), (1, "balanced accuracy", balanced_accuracy_score)):
            cells = [
                shown([scores[index] for scores in ours[variant]]) if variant in ours else inapplicable
                for variant in ("baseline", "smote", "class-weight")
            ]
            cells.append(shown([score(truth, found) for found in theirs]))
            first = [name, str(len(set(labels))), f"{len(training):,} / {len(test):,}"] if index == 0 else ["", "", ""]
            print("| " + " | ".join([*first, metric, *cells]) + " |")


if __name__ == "__main__":
    {"prepare": prepare, "compare": compare}[sys.argv[1]](*sys.argv[2:])
