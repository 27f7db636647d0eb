"""Makes smoothing_cleaning.json beside it, with imbalanced-learn: python3 smoothing_cleaning.py"""

import json
import pathlib

import imblearn
import numpy as np
import scipy
import sklearn
from imblearn.combine import SMOTEENN, SMOTETomek
from imblearn.over_sampling import RandomOverSampler
from imblearn.under_sampling import EditedNearestNeighbours
from sklearn.utils.class_weight import compute_class_weight


def blobs(seed, counts, columns, spread):
    """Gaussian classes that overlap, in mixed order, rounded as JSON has them; no two rows are equal."""
    random = np.random.RandomState(seed)
    y = random.permutation(np.repeat(np.arange(len(counts)), counts))
    X = np.round(random.randn(len(y), columns) + spread * y[:, None], 6)
    assert len(np.unique(X, axis=0)) == len(X)
    return X, y


def smoothing(name, X, y, shrinkage):
    """The noise's standard deviation in each column: the noise that was added, over the normal numbers it was made of."""
    more = 10
    counts = np.bincount(y)
    wanted = {c: int(n) + more for c, n in enumerate(counts)}
    rows, _ = RandomOverSampler(sampling_strategy=wanted, shrinkage=shrinkage, random_state=0).fit_resample(X, y)
    added = rows[len(y):].reshape(len(counts), more, -1)
    random = np.random.RandomState(0)
    deviations = {}
    for c in range(len(counts)):
        drawn = random.choice(np.flatnonzero(y == c), size=more, replace=True)
        ratios = (added[c] - X[drawn]) / random.randn(more, X.shape[1])
        assert np.allclose(ratios, ratios[0], rtol=1e-10)
        deviations[str(c)] = np.round(ratios.mean(axis=0), 12).tolist()
    return {"name": name, "shrinkage": shrinkage, "X": X.tolist(), "y": y.tolist(), "deviations": deviations}


def cleaning(name, X, y):
    """Which rows the second step of the combined methods keeps, where the first has nothing to add."""
    as_it_is = {int(c): int(n) for c, n in zip(*np.unique(y, return_counts=True))}
    tomek = SMOTETomek(sampling_strategy=as_it_is, random_state=0)
    tomek.fit_resample(X, y)
    kept = {}
    for kind in ("all", "mode"):
        for n in (1, 3, 5):
            cleaner = EditedNearestNeighbours(sampling_strategy="all", n_neighbors=n, kind_sel=kind)
            edited = SMOTEENN(sampling_strategy=as_it_is, random_state=0, enn=cleaner)
            edited.fit_resample(X, y)
            kept[f"{kind}-{n}"] = sorted(edited.enn_.sample_indices_.tolist())
    default = SMOTEENN(sampling_strategy=as_it_is, random_state=0)
    default.fit_resample(X, y)
    assert sorted(default.enn_.sample_indices_.tolist()) == kept["all-3"]
    return {
        "name": name,
        "X": X.tolist(),
        "y": y.tolist(),
        "smote-tomek": tomek.tomek_.sample_indices_.tolist(),
        "smote-enn": kept,
    }


def class_weights(counts, given):
    """What scikit-learn makes of class_weight, for the classes that have rows."""
    labels = np.repeat(np.arange(len(counts)), counts)
    present = np.unique(labels)
    weight = given if given == "balanced" else {int(c): w for c, w in given.items()}
    weights = compute_class_weight(weight, classes=present, y=labels)
    return {
        "counts": counts,
        "classWeight": given,
        "weights": {str(c): float(w) for c, w in zip(present, weights)},
    }


X, y = blobs(0, [30, 12], 3, 1.0)
flat = X.copy()
flat[y == 1, 1] = 0.25
result = {
    "about": "random-over: standard deviations of the noise that shrinkage adds, for each class and column."
    " smote-tomek, smote-enn: which rows are kept (by kind_sel and n_neighbors) where SMOTE adds none."
    " classWeights: scikit-learn's, for the classes that have rows.",
    "madeWith": {
        "scikit-learn": sklearn.__version__,
        "imbalanced-learn": imblearn.__version__,
        "scipy": scipy.__version__,
        "numpy": np.__version__,
    },
    "smoothing": [smoothing("one", X, y, 1.0), smoothing("half, one column constant", flat, y, 0.5)],
    "classWeights": [
        class_weights([500, 20, 130], "balanced"),
        class_weights([3, 0, 1, 7], "balanced"),
        class_weights([3, 5, 1, 7], {"1": 2.5, "3": 0.25}),
    ],
    "cases": [
        cleaning("two classes", *blobs(1, [40, 15], 2, 1.0)),
        cleaning("balanced", *blobs(2, [20, 20, 20], 3, 1.2)),
        cleaning("four classes", *blobs(3, [50, 30, 20, 25], 4, 1.0)),
    ],
}
target = pathlib.Path(__file__).with_suffix(".json")
target.write_text(json.dumps(result, separators=(",", ":")) + "\n")
