"""Makes slices.json beside it, with scikit-learn, SciPy, statsmodels and pandas: python3 slices.py"""
import json
import pathlib

import numpy
import pandas
import scipy.stats
import sklearn
import sklearn.metrics
import statsmodels
from statsmodels.stats.multitest import multipletests

CLASSES = ["cat", "dog", "owl"]
FEWEST_ROWS = 30
ALPHA = 0.05

generator = numpy.random.default_rng(20261128)
rows = 900
table = pandas.DataFrame({
    "truth": generator.integers(0, 3, rows),
    "writer": generator.choice(["ann", "bob", "cy", "dee", "eve"], rows, p=[0.3, 0.3, 0.2, 0.185, 0.015]),
    "sex": generator.choice(["f", "m"], rows),
    "paper": generator.choice(["lined", "plain", "squared"], rows),
})
# Cy is misread more often, and Dee on plain paper far more.
misread = numpy.where(table.writer == "cy", 0.22, 0.06)
misread = numpy.where((table.writer == "dee") & (table.paper == "plain"), 0.5, misread)


def model():
    wrong = generator.random(rows) < misread
    shown = numpy.where(wrong, (table.truth + generator.integers(1, 3, rows)) % 3, table.truth)
    scores = generator.gamma(0.5, size=(rows, 3)) + 0.01
    scores[numpy.arange(rows), shown] += scores.max(axis=1)
    return numpy.round(scores / scores.sum(axis=1, keepdims=True), 5)


def figures(part, probabilities):
    truth = part.truth.to_numpy()
    given = probabilities[part.index.to_numpy()]
    given = given / given.sum(axis=1, keepdims=True)
    predicted = given.argmax(axis=1)
    m = sklearn.metrics
    common = {"labels": [0, 1, 2], "zero_division": 0}
    values = {
        "accuracy": m.accuracy_score(truth, predicted),
        "balanced-accuracy": m.balanced_accuracy_score(truth, predicted),
        "mcc": m.matthews_corrcoef(truth, predicted),
        "cohen-kappa": m.cohen_kappa_score(truth, predicted),
        "log-loss": m.log_loss(truth, given, labels=[0, 1, 2]),
        "brier": float(((given - numpy.eye(3)[truth]) ** 2).sum(axis=1).mean()),
    }
    for average in ["macro", "weighted"]:
        values[f"{average}-precision"] = m.precision_score(truth, predicted, average=average, **common)
        values[f"{average}-recall"] = m.recall_score(truth, predicted, average=average, **common)
        values[f"{average}-f1"] = m.f1_score(truth, predicted, average=average, **common)
    for label in range(3):
        values[f"recall[{label}]"] = m.recall_score(truth, predicted, average=None, **common)[label]
        values[f"f1[{label}]"] = m.f1_score(truth, predicted, average=None, **common)[label]
    values["min(recall)"] = min(m.recall_score(truth, predicted, average=None, **common))
    if len(set(truth)) == 3:
        values["roc-auc"] = m.roc_auc_score(truth, given, multi_class="ovr", average="macro", labels=[0, 1, 2])
    return {name: float(value) for name, value in values.items()}


def segments(wrong):
    """Fisher's exact test of every slice and every two of different columns against all other rows, and Holm's method."""
    columns = ["writer", "sex", "paper"]
    choices = [[one] for one in columns] + [[a, b] for i, a in enumerate(columns) for b in columns[i + 1:]]
    found, small = [], 0
    for choice in choices:
        for values, part in table.groupby(choice):
            inside = table.index.isin(part.index)
            if inside.sum() < FEWEST_ROWS or (~inside).sum() < FEWEST_ROWS:
                small += 1
                continue
            counts = [[wrong[inside].sum(), (~wrong[inside]).sum()], [wrong[~inside].sum(), (~wrong[~inside]).sum()]]
            p = scipy.stats.fisher_exact(counts, alternative="greater")[1]
            found.append((" and ".join(f"{c}={v}" for c, v in zip(choice, values)), int(inside.sum()),
                          int(wrong[inside].sum()), float(wrong[~inside].mean()), float(p)))
    adjusted = multipletests([one[4] for one in found], method="holm")[1]
    weak = [dict(zip(["name", "rows", "misread", "elsewhere", "pValue"], one), adjusted=float(a))
            for one, a in zip(found, adjusted) if a <= ALPHA]
    return {"tried": len(found), "tooSmall": small, "weak": sorted(weak, key=lambda one: one["pValue"])}


def clopper_pearson(hits, images, alpha):
    lower = scipy.stats.beta.ppf(alpha, hits, images - hits + 1) if hits else 0.0
    upper = scipy.stats.beta.ppf(1 - alpha, hits + 1, images - hits) if hits < images else 1.0
    return lower, upper


def bounds(right):
    """One-sided, each at ALPHA: of one slice, of the lowest of those with rows enough, and of how much they differ."""
    counts = table.assign(right=right).groupby("writer").right.agg(["sum", "count"])
    enough = counts[counts["count"] >= FEWEST_ROWS]
    each = lambda alpha: [clopper_pearson(*one, alpha) for one in enough.to_numpy()]
    share = ALPHA / (2 * len(enough))
    means = enough["sum"] / enough["count"]
    return {
        "accuracy[writer=cy]": [means["cy"], *clopper_pearson(*counts.loc["cy"], ALPHA)],
        "min(accuracy by writer)": [means.min(), min(low for low, _ in each(ALPHA)),
                                    min(high for _, high in each(ALPHA / len(enough)))],
        "gap(accuracy by writer)": [
            means.max() - means.min(),
            max(low for low, _ in each(share)) - min(high for _, high in each(share)),
            max(high for _, high in each(ALPHA / 2)) - min(low for low, _ in each(ALPHA / 2))],
    }


models = {}
for name in ["old", "new"]:
    probabilities = model()
    predicted = probabilities.argmax(axis=1)
    models[name] = {
        "probabilities": probabilities.tolist(),
        "slices": {f"{column}={value}": {"rows": len(part), "metrics": figures(part, probabilities)}
                   for column in ["writer", "sex", "paper"] for value, part in table.groupby(column)},
        "segments": segments((predicted != table.truth).to_numpy()),
        "bounds": {key: [float(one) for one in value] for key, value in bounds(predicted == table.truth).items()},
    }
with open(pathlib.Path(__file__).with_suffix(".json"), "w") as file:
    json.dump({
        "scikit-learn": sklearn.__version__,
        "scipy": scipy.__version__,
        "statsmodels": statsmodels.__version__,
        "classes": CLASSES,
        "fewestRows": FEWEST_ROWS,
        "rows": table.assign(truth=[CLASSES[one] for one in table.truth]).to_numpy().tolist(),
        "columns": list(table.columns),
        "models": models,
    }, file)
    file.write("\n")
