"""Makes smote_nc.json beside it, with imbalanced-learn: /usr/bin/python3 smote_nc.py

imbalanced-learn 0.11 corrected two things, and Debian has 0.10: another name counted 0.71 times the median of the standard
deviations, and that median was the smallest class's. So each column of names is given twice here, which makes up for the first, and
each class alone beside the largest, for the second. Names are chosen where one of them has the most votes; of ties all are listed.
"""

import json
import pathlib

import imblearn
import numpy as np
import sklearn
from imblearn.over_sampling import SMOTENC


class Watched(SMOTENC):
    """Keeps the neighbours of each row of the class, and what is made of them."""

    def _make_samples(self, X, y_dtype, y_type, nn_data, nn_num, *args, **options):
        self.neighbors = nn_num
        return super()._make_samples(X, y_dtype, y_type, nn_data, nn_num, *args, **options)


def table(seed, counts, numbers, categories, spread):
    random = np.random.RandomState(seed)
    y = random.permutation(np.repeat(np.arange(len(counts)), counts))
    X = np.round(random.randn(len(y), numbers) * (1 + np.arange(numbers)) + spread * y[:, None], 6)
    names = np.stack([(random.randint(n, size=len(y)) + y * random.randint(2, size=len(y))) % n for n in categories], axis=1)
    return X, names, y


def one_class(X, names, y, label, largest, k):
    chosen = np.flatnonzero((y == label) | (y == largest))
    twice = np.repeat(names[chosen], 2, axis=1)
    columns = np.arange(X.shape[1], X.shape[1] + twice.shape[1])
    method = Watched(categorical_features=columns, k_neighbors=k, random_state=0)
    made, labels = method.fit_resample(np.hstack([X[chosen], twice]), y[chosen])
    rows = np.flatnonzero(y == label)
    neighbors = rows[method.neighbors]
    votes = []
    for near in neighbors:
        of_row = []
        for column in range(names.shape[1]):
            count = np.bincount(names[near, column], minlength=names[:, column].max() + 1)
            of_row.append(np.flatnonzero(count == count.max()).tolist())
        votes.append(of_row)
    # What was made has, of each pair of columns, a name with most votes of some row of the class.
    for row in made[len(chosen):, X.shape[1]:].astype(int):
        assert any(all(row[2 * c] in vote[c] for c in range(names.shape[1])) for vote in votes)
    return {
        "rows": rows.tolist(),
        "neighbors": neighbors.tolist(),
        "names": votes,
        "median": float(method.median_std_),
        "finalCount": int((labels == label).sum()),
    }


def case(name, k, X, names, y):
    counts = np.bincount(y)
    largest = int(counts.argmax())
    return {
        "name": name,
        "k": k,
        "X": X.tolist(),
        "names": names.tolist(),
        "categories": (names.max(axis=0) + 1).tolist(),
        "y": y.tolist(),
        "classes": {
            str(label): one_class(X, names, y, label, largest, k) for label in range(len(counts)) if label != largest
        },
    }


result = {
    "about": "smote-nc: the neighbours of each row of a class that is filled up, nearest first, and for each column of names those"
    " that most of these neighbours have.",
    "madeWith": {"scikit-learn": sklearn.__version__, "imbalanced-learn": imblearn.__version__, "numpy": np.__version__},
    "cases": [
        case("two classes", 5, *table(0, [60, 20], 3, [4, 2], 0.5)),
        case("three classes, even number of numbers", 3, *table(1, [50, 15, 25], 4, [3, 5], 1.0)),
        case("one number", 4, *table(2, [30, 12], 1, [6], 2.0)),
    ],
}
target = pathlib.Path(__file__).with_suffix(".json")
target.write_text(json.dumps(result, separators=(",", ":")) + "\n")
