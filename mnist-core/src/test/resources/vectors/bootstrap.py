"""Makes bootstrap.json beside it, with SciPy: python3 bootstrap.py"""
import json
import pathlib

import numpy
import scipy
from scipy.stats import bootstrap

RESAMPLES = 999

generator = numpy.random.default_rng(20261129)
samples = {
    "long tail above": numpy.round(generator.gamma(0.5, size=15), 4),
    "long tail below": numpy.round(-generator.gamma(0.7, size=25), 4),
}
cases = []
for name, values in samples.items():
    bounds = []
    for alpha in [0.05, 0.1, 0.2]:
        result = bootstrap(
            (values,), numpy.mean, n_resamples=RESAMPLES, confidence_level=1 - 2 * alpha, method="BCa",
            random_state=numpy.random.default_rng(7))
        interval = result.confidence_interval
        bounds.append({"alpha": alpha, "low": interval.low, "high": interval.high})
    cases.append({
        "name": name,
        "values": values.tolist(),
        "estimate": float(values.mean()),
        "resamples": numpy.round(result.bootstrap_distribution, 6).tolist(),
        "bounds": bounds,
    })
with open(pathlib.Path(__file__).with_suffix(".json"), "w") as file:
    json.dump({"scipy": scipy.__version__, "numpy": numpy.__version__, "cases": cases}, file)
    file.write("\n")
