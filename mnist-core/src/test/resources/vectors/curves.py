"""Makes curves.json beside it, with scikit-learn and numpy: python3 curves.py"""
import json
import pathlib

import numpy
import sklearn
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score, roc_curve

generator = numpy.random.default_rng(20261125)
cases = []
for rows, classes, decimals in [(40, 3, 1), (300, 10, 2), (200, 2, 6)]:
    labels = generator.integers(0, classes, rows)
    scores = generator.gamma(0.6, size=(rows, classes)) + 1e-3
    scores[numpy.arange(rows), labels] *= 4
    probabilities = scores / scores.sum(axis=1, keepdims=True)
    # Rounded, so that there are ties; the first class takes up what is left, so that rows sum to 1.
    probabilities = numpy.round(probabilities, decimals)
    probabilities[:, 0] = numpy.maximum(0, numpy.round(1 - probabilities[:, 1:].sum(axis=1), decimals))
    probabilities = numpy.where(abs(probabilities.sum(axis=1, keepdims=True) - 1) < 1e-9, probabilities, 1 / classes)
    curves = []
    for label in range(classes):
        truth = labels == label
        score = probabilities[:, label]
        fpr, tpr, thresholds = roc_curve(truth, score, drop_intermediate=False)
        precision, recall, _ = precision_recall_curve(truth, score)
        curves.append({
            "fpr": fpr.tolist(),
            "tpr": tpr.tolist(),
            "thresholds": thresholds[1:].tolist(),
            # Without the point (0, 1) at the end, which stands for no threshold; from the highest threshold.
            "precision": precision[:-1][::-1].tolist(),
            "recall": recall[:-1][::-1].tolist(),
            "auc": roc_auc_score(truth, score),
            "ap": average_precision_score(truth, score),
        })
    top = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    edges = numpy.arange(16) / 15
    bins = []
    for i in range(15):
        within = (top > edges[i]) & (top <= edges[i + 1])
        bins.append([int(within.sum()), int(right[within].sum()), float(top[within].mean()) if within.any() else 0.0])
    cases.append({
        "labels": labels.tolist(),
        "probabilities": probabilities.tolist(),
        "curves": curves,
        "bins": bins,
    })
with open(pathlib.Path(__file__).with_suffix(".json"), "w") as file:
    json.dump({"scikit-learn": sklearn.__version__, "numpy": numpy.__version__, "cases": cases}, file)
    file.write("\n")
