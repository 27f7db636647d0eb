"""The same experiment as speed.py's, in PyTorch and imbalanced-learn: prints a line of JSON.

usage: peer_experiment.py FOLDER SEED THREADS EPOCHS

Trains the default perceptron for so many epochs on MNIST's 60,000 training images, balances them with SMOTE, trains afresh on
those, and evaluates both on the test images. THREADS are PyTorch's; OpenBLAS, which searches SMOTE's neighbours, has what
its variable says, or all cores.
"""

import gzip
import json
import pathlib
import resource
import sys
import time

start = time.perf_counter()

import numpy as np
import torch

FOLDER, SEED, THREADS = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
EPOCHS, BATCH = int(sys.argv[4]), 128
torch.set_num_threads(THREADS)
torch.manual_seed(SEED)


def read(name, header):
    plain, packed = FOLDER / name, FOLDER / (name + ".gz")
    data = plain.read_bytes() if plain.exists() else gzip.decompress(packed.read_bytes())
    return np.frombuffer(data, np.uint8, offset=header)


def images(name):
    return read(name, 16).reshape(-1, 784).astype(np.float32) / 255


def labels(name):
    return read(name, 8).astype(np.int64)


def train(x, y):
    units = [784, 1025, 512, 256, 10]
    layers = [torch.nn.Linear(*pair) for pair in zip(units, units[1:])]
    for layer in layers:
        torch.nn.init.xavier_uniform_(layer.weight)
        torch.nn.init.zeros_(layer.bias)
    network = torch.nn.Sequential(*[part for layer in layers for part in (layer, torch.nn.ReLU())][:-1])
    optimizer = torch.optim.Adam(network.parameters(), 1e-3, eps=1e-7)
    loss = torch.nn.CrossEntropyLoss()
    x, y = torch.from_numpy(x), torch.from_numpy(y)
    for _ in range(EPOCHS):
        order = torch.randperm(len(y))
        for i in range(0, len(y), BATCH):
            rows = order[i : i + BATCH]
            optimizer.zero_grad()
            loss(network(x[rows]), y[rows]).backward()
            optimizer.step()
    return network


def evaluate(network):
    from sklearn.metrics import classification_report

    with torch.no_grad():
        predicted = network(torch.from_numpy(test_x)).argmax(1).numpy()
    return classification_report(test_y, predicted, output_dict=True)["accuracy"]


x, y = images("train-images-idx3-ubyte"), labels("train-labels-idx1-ubyte")
test_x, test_y = images("t10k-images-idx3-ubyte"), labels("t10k-labels-idx1-ubyte")
baseline = evaluate(train(x, y))

from imblearn.over_sampling import SMOTE

smote = evaluate(train(*SMOTE(random_state=SEED).fit_resample(x, y)))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"baseline": baseline, "smote": smote, "seconds": time.perf_counter() - start, "peakBytes": peak}))
