"""Real tables, trained here and by scikit-learn on the same rows.

    python3 bench/tables.py TABLES FOLDER

TABLES holds the UCI tables as CSV files of a header and the class in the last column. For each of them FOLDER gets a stratified
split, an experiment file that trains on it, and scikit-learn.json: the test accuracy of MLPClassifier, of the same shape, five
seeds. `mvn mnist:experiment -Dmnist.experimentsDirectory=FOLDER` then trains the experiments. Needs scikit-learn.
"""

import csv
import gzip
import json
import sys
import warnings
from pathlib import Path

import numpy
from sklearn.exceptions import ConvergenceWarning
from sklearn.impute import SimpleImputer
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

HIDDEN = (32, 16)
BATCH = 32
SEEDS = 5
EPOCHS = {"shuttle": 10, "satellite": 30, "vowel": 100}
OTHER_EPOCHS = 50

EXPERIMENT = """\
name: {name}
dataset: {{source: csv, trainingFile: {name}-training.csv, testFile: {name}-test.csv, label: class}}
preparation: {{scaling: standard, missing: median}}
split: {{validation: 0}}
seeds: {seeds}
model: {{hidden: [32, 16]}}
training: {{epochs: {epochs}, batchSize: 32}}
variants:
  baseline: {{}}
  smote: {{balancing: {{method: smote, kNeighbors: 4}}}}
  class-weight: {{balancing: {{method: class-weight, classWeight: balanced}}}}
gates:
  - {{metric: accuracy, variant: baseline, atLeast: 0.5}}
  - {{metric: balanced-accuracy, variant: smote, notBelow: baseline, margin: 0.01}}
"""


def features(rows):
    return numpy.array([[float("nan") if field in ("", "NA", "?") else float(field) for field in row[:-1]] for row in rows])


def labels(rows):
    return numpy.array([row[-1] for row in rows])


def main():
    warnings.simplefilter("ignore", ConvergenceWarning)
    tables, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    accuracies = {}
    for file in sorted(tables.glob("*.csv.gz")):
        name = file.name.split(".")[0]
        epochs = EPOCHS.get(name, OTHER_EPOCHS)
        with gzip.open(file, "rt", newline="") as text:
            header, *rows = csv.reader(text)
        training, test = train_test_split(rows, test_size=0.3, stratify=[row[-1] for row in rows], random_state=1)
        for part, of in (("training", training), ("test", test)):
            with open(folder / f"{name}-{part}.csv", "w", newline="") as text:
                csv.writer(text, lineterminator="\n").writerows([header, *of])
        (folder / f"{name}.yaml").write_text(EXPERIMENT.format(name=name, seeds=SEEDS, epochs=epochs))
        accuracies[name] = []
        for seed in range(1, SEEDS + 1):
            network = MLPClassifier(HIDDEN, alpha=0, batch_size=BATCH, max_iter=epochs, tol=0, n_iter_no_change=epochs,
                                    random_state=seed)
            model = make_pipeline(SimpleImputer(strategy="median"), StandardScaler(), network)
            model.fit(features(training), labels(training))
            accuracies[name].append(model.score(features(test), labels(test)))
        print(name, accuracies[name], flush=True)
    (folder / "scikit-learn.json").write_text(json.dumps(accuracies, indent=2) + "\n")


main()
