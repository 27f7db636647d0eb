"""Writes preparation.json: what scikit-learn's scalers make of test rows once they are fitted on training rows.

    python3 preparation.py > preparation.json
"""

import json

import numpy as np
import sklearn
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, MinMaxScaler, RobustScaler, StandardScaler

random = np.random.default_rng(7)
scales = np.array([1.0, 1000.0, 1e-6, 3.0])
training = random.normal(size=(23, 4)) * scales + np.array([0.0, -500.0, 1.0, 7.0])
training[:, 3] = 7.0  # a column of one number alone
test = random.normal(size=(9, 4)) * scales * 3
holes = training.copy()
holes[random.random(holes.shape) < 0.2] = np.nan
holes[:, 3] = training[:, 3]
test_holes = test.copy()
test_holes[random.random(test.shape) < 0.3] = np.nan

scalers = {
    "none": FunctionTransformer,
    "zero-to-one": MinMaxScaler,
    "standard": StandardScaler,
    "robust": RobustScaler,
}


def rows(array):
    return [[None if np.isnan(value) else value for value in row] for row in array]


cases = []
for name, scaler in scalers.items():
    cases.append({"scaling": name, "training": rows(training), "test": rows(test),
                  "prepared": rows(scaler().fit(training).transform(test))})
    for missing in ("mean", "median"):
        # The scaler is fitted on the values that there are, as the scalers of scikit-learn do with NaN, and then fills in.
        imputer = SimpleImputer(strategy=missing).fit(holes)
        fitted = scaler().fit(holes)
        cases.append({"scaling": name, "missing": missing, "training": rows(holes), "test": rows(test_holes),
                      "prepared": rows(fitted.transform(imputer.transform(test_holes)))})
print(json.dumps({"scikit-learn": sklearn.__version__, "cases": cases}, indent=1))
