"""imbalanced-learn's times for the cases of balancing.py: reads "METHOD RATIO THREADS" a line, answers a line of JSON each.

usage: peer.py FOLDER, with MNIST's training images and labels, gzipped or not

Each case runs in a process of its own, forked when the images are loaded, so that its peak memory is its own. Images are
float32 from 0 to 1, as one hands them to a network; scikit-learn searches neighbours in single precision then.
"""

import gzip
import json
import os
import pathlib
import resource
import sys
import time


def read(folder, name, header):
    plain = pathlib.Path(folder, name)
    packed = pathlib.Path(folder, name + ".gz")
    data = plain.read_bytes() if plain.exists() else gzip.decompress(packed.read_bytes())
    return np.frombuffer(data, np.uint8, offset=header)


def imbalanced(ratio):
    """Digits 0 to 4 keep their first 6000 / ratio rows, as Mnist.java has it."""
    if ratio == 1:
        return X, y
    left = [6000 // ratio if digit < 5 else len(y) for digit in range(10)]
    rows = np.sort(np.concatenate([np.flatnonzero(y == digit)[: left[digit]] for digit in range(10)]))
    return X[rows], y[rows]


def measure(method, ratio, threads):
    images, labels = imbalanced(ratio)
    with threadpool_limits(threads):
        start = time.perf_counter()
        try:
            made, _ = METHODS[method]().fit_resample(images, labels)
        except ValueError as e:
            return {"refused": str(e)}
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"seconds": seconds, "rowsOut": len(made), "peakBytes": peak, "imageBytes": images.nbytes + made.nbytes}


def forked(*case):
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(readable)
        with os.fdopen(writable, "w") as out:
            json.dump(measure(*case), out)
        os._exit(0)
    os.close(writable)
    with os.fdopen(readable) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return text


import numpy as np
from imblearn.combine import SMOTEENN, SMOTETomek
from imblearn.over_sampling import ADASYN, SMOTE, BorderlineSMOTE
from threadpoolctl import threadpool_limits

METHODS = {
    "smote": lambda: SMOTE(random_state=1),
    "borderline-smote": lambda: BorderlineSMOTE(random_state=1),
    "adasyn": lambda: ADASYN(random_state=1),
    "smote-tomek": lambda: SMOTETomek(random_state=1),
    "smote-enn": lambda: SMOTEENN(random_state=1),
}
X = read(sys.argv[1], "train-images-idx3-ubyte", 16).reshape(-1, 784).astype(np.float32) / 255
y = read(sys.argv[1], "train-labels-idx1-ubyte", 8).astype(np.int64)
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    method, ratio, threads = line.split()
    print(forked(method, int(ratio), int(threads)), flush=True)
