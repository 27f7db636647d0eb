"""Predictions as others write them: NumPy arrays and CSV of 40 made-up rows, and their metrics by NumPy. NumPy 2.4."""

import gzip
import json
import numpy

random = numpy.random.default_rng(18)
rows, classes = 40, 10
labels = random.integers(0, classes, rows)
logits = random.normal(0, 1.5, (rows, classes))
logits[numpy.arange(rows), labels] += 2.5
logits[3, :] = [-900, 0, 1, 2, 3, 4, 5, 6, 7, 90]  # a probability that underflows
exponentials = numpy.exp(logits - logits.max(axis=1, keepdims=True))
probabilities = exponentials / exponentials.sum(axis=1, keepdims=True)
single = probabilities.astype("<f4")

numpy.save("float32.npy", single)
numpy.save("float64.npy", probabilities)
numpy.save("fortran.npy", numpy.asfortranarray(probabilities))
numpy.save("big-endian.npy", probabilities.astype(">f8"))


def csv(name, header, columns):
    lines = [",".join(header)] + [",".join(column(row) for column in columns) for row in range(rows)]
    with gzip.GzipFile(name, "wb", mtime=0) if name.endswith(".gz") else open(name, "wb") as file:
        file.write(("\n".join(lines) + "\n").encode())


def numbers(values):
    return [lambda row, label=label: repr(float(values[row, label])) for label in range(classes)]


label = [lambda row: str(labels[row])]
number = [lambda row: str(row)]
best = [lambda row: str(single[row].argmax())]
csv("float32.csv.gz", ["label"] + [f"p{i}" for i in range(classes)], label + numbers(single))
csv("logits.csv", ["id"] + [str(i) for i in range(classes)], number + numbers(logits))
csv("labels.csv", ["label", "predicted"], label + best)


def metrics(values):
    values = values.astype("float64")
    values = values / values.sum(axis=1, keepdims=True)
    predicted = values.argmax(axis=1)
    epsilon = numpy.finfo("float64").eps
    clipped = numpy.clip(values, epsilon, 1 - epsilon)
    clipped = clipped / clipped.sum(axis=1, keepdims=True)
    truth = numpy.eye(classes)[labels]
    return {
        "correct": int((predicted == labels).sum()),
        "log-loss": float(-numpy.log(clipped[numpy.arange(rows), labels]).mean()),
        "brier": float(((values - truth) ** 2).sum(axis=1).mean()),
        "predicted": predicted.tolist(),
    }


with open("expected.json", "w") as file:
    json.dump({"labels": labels.tolist(), "float32": metrics(single), "float64": metrics(probabilities)}, file)
    file.write("\n")
