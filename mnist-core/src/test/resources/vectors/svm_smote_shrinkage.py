"""Makes svm_smote_shrinkage.json beside it, with imbalanced-learn: python3 svm_smote_shrinkage.py"""

import json
import pathlib

import imblearn
import numpy as np
import scipy
import sklearn
from imblearn.over_sampling import SVMSMOTE, RandomOverSampler
from sklearn.neighbors import NearestNeighbors

SHOWN = 5  # samples of each part


def blobs(seed, counts, columns, spread, scale=1.0):
    """Gaussian classes that overlap, in mixed order, rounded as JSON has them; no two rows are equal."""
    random = np.random.RandomState(seed)
    y = random.permutation(np.repeat(np.arange(len(counts)), counts))
    X = np.round(scale * (random.randn(len(y), columns) + spread * y[:, None]), 6)
    assert len(np.unique(X, axis=0)) == len(X)
    return X, y


def neighbors(X, rows, queries, k):
    """The k nearest of rows for each query, a row of its own, without itself."""
    found = NearestNeighbors(n_neighbors=k + 1).fit(X[rows]).kneighbors(X[queries], return_distance=False)
    assert (rows[found[:, 0]] == queries).all()
    return rows[found[:, 1:]]


def svm_smote(name, X, y, k=5, m=10, out_step=0.5, seed=0):
    """Support vectors, what they are, and what SVMSMOTE makes of them."""
    method = SVMSMOTE(k_neighbors=k, m_neighbors=m, out_step=out_step, random_state=seed)
    rows, labels = method.fit_resample(X, y)
    support = np.sort(method.svm_estimator_.support_)
    at = len(y)
    parts_random = np.random.RandomState(seed)
    classes = {}
    for c, count in method.sampling_strategy_.items():
        if count == 0:
            continue
        of_class = np.flatnonzero(y == c)
        vectors = support[y[support] == c]
        others = (y[neighbors(X, np.arange(len(y)), vectors, m)] != c).sum(axis=1)
        noise = vectors[others == m]
        danger = vectors[(others >= m / 2) & (others < m)]
        safe = vectors[others < m / 2]
        inward = int(parts_random.beta(10, 10) * (count + 1))
        parts = {}
        for part, bases, n, step in (("inward", danger, inward, 1.0), ("outward", safe, count - inward, -out_step)):
            if len(bases) == 0:
                continue
            partners = neighbors(X, of_class, bases, k)
            random = np.random.RandomState(seed)  # each part of each class starts from the same state
            drawn = random.randint(0, partners.size, n)
            gaps = step * random.uniform(size=n)
            base = bases[drawn // k]
            partner = partners[drawn // k, drawn % k]
            made = rows[at:at + n]
            assert np.allclose(made, X[base] + gaps[:, None] * (X[partner] - X[base]), rtol=0, atol=1e-12)
            at += n
            parts[part] = {
                "baseRow": base[:SHOWN].tolist(),
                "neighborRow": partner[:SHOWN].tolist(),
                "gap": gaps[:SHOWN].tolist(),
                "samples": made[:SHOWN].tolist(),
            }
        classes[str(c)] = {
            "noise": noise.tolist(),
            "danger": danger.tolist(),
            "safe": safe.tolist(),
            "asked": int(count),
            **parts,
        }
    assert at == len(rows)
    return {
        "name": name,
        "k": k,
        "m": m,
        "outStep": out_step,
        "X": X.tolist(),
        "y": y.tolist(),
        "support": support.tolist(),
        "classes": classes,
    }


def shrinkage_by_class(name, X, y, shrinkage):
    """The noise's standard deviation in each column of each class, given by a dict."""
    more = 10
    wanted = {int(c): int(n) + more for c, n in zip(*np.unique(y, return_counts=True))}
    sampler = RandomOverSampler(sampling_strategy=wanted, shrinkage=shrinkage, random_state=0)
    rows, _ = sampler.fit_resample(X, y)
    added = rows[len(y):].reshape(len(wanted), more, -1)
    random = np.random.RandomState(0)
    deviations = {}
    for c in wanted:
        drawn = random.choice(np.flatnonzero(y == c), size=more, replace=True)
        ratios = (added[c] - X[drawn]) / random.randn(more, X.shape[1])
        assert np.allclose(ratios, ratios[0], rtol=1e-9, atol=1e-12)
        deviations[str(c)] = np.round(ratios.mean(axis=0), 12).tolist()
    return {
        "name": name,
        "shrinkage": {str(c): s for c, s in shrinkage.items()},
        "X": X.tolist(),
        "y": y.tolist(),
        "deviations": deviations,
    }


far = blobs(14, [30, 25, 12], 3, 6.0)
result = {
    "about": "svmSmote: support vectors of SVC(), noise, danger and safe ones among them for each class that is filled up,"
    " and what SVMSMOTE makes: inward from those in danger, outward from safe ones, the first of each; a part without bases is missing."
    " shrinkage: standard deviations of the noise that a dict of class to shrinkage adds, for each class and column.",
    "madeWith": {
        "scikit-learn": sklearn.__version__,
        "imbalanced-learn": imblearn.__version__,
        "scipy": scipy.__version__,
        "numpy": np.__version__,
    },
    "svmSmote": [
        svm_smote("two classes", *blobs(11, [80, 25], 3, 1.0)),
        svm_smote("three classes, other options", *blobs(12, [60, 30, 20], 4, 1.2), k=3, m=6, out_step=0.2, seed=3),
        svm_smote("four classes, many columns", *blobs(13, [120, 90, 60, 40], 20, 0.5, 40.0), seed=1),
        svm_smote("all support vectors safe", *far),
        svm_smote("five classes, more rows", *blobs(15, [300, 200, 120, 60, 30], 8, 0.7), seed=2),
    ],
    "shrinkage": [
        shrinkage_by_class("three classes", *blobs(16, [30, 12, 20], 3, 1.0), {0: 0.5, 1: 2.0, 2: 0.0}),
    ],
}
target = pathlib.Path(__file__).with_suffix(".json")
target.write_text(json.dumps(result, separators=(",", ":")) + "\n")
