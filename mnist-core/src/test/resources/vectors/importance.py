"""Writes importance.json: permutation importance of fixed linear scores, by scikit-learn 1.2.1's permutation_importance.

The second column is a category of three names; the scores see it one-hot, and it is shuffled as the one column that it is.
"""
import json
import numpy
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.inspection import permutation_importance

WEIGHTS = numpy.array([[1.0, 0.0, -1.0], [0.0, 2.0, 0.0], [0.5, 0.0, 0.5], [0.0, 0.0, 1.5], [0.4, -0.8, 0.4], [0.0, 0.0, 0.0]])


def prepared(rows):
    return numpy.column_stack([rows[:, 0], numpy.eye(3)[rows[:, 1].astype(int)], rows[:, 2:]])


class Linear(BaseEstimator, ClassifierMixin):
    def fit(self, x, y):
        self.classes_ = numpy.arange(3)
        return self

    def predict(self, x):
        return numpy.argmax(prepared(x) @ WEIGHTS, axis=1)


random = numpy.random.RandomState(3)
rows = numpy.column_stack([random.randn(90).round(3), random.randint(0, 3, 90), random.randn(90, 2).round(3)])
labels = numpy.where(random.rand(90) < 0.8, Linear().fit(None, None).predict(rows), random.randint(0, 3, 90))
found = permutation_importance(Linear().fit(None, None), rows, labels, n_repeats=20000, random_state=5)
with open("importance.json", "w") as file:
    json.dump({
        "weights": WEIGHTS.tolist(),
        "rows": rows.tolist(),
        "labels": labels.tolist(),
        "accuracy": float((Linear().predict(rows) == labels).mean()),
        "mean": found.importances_mean.tolist(),
        "deviation": found.importances_std.tolist(),
    }, file)
