"""Makes exploration.json beside it, with numpy alone: python3 exploration.py"""

import base64
import json
import pathlib

import numpy as np

RADIUS = 128


def strokes(random, label, count):
    """Images of a bar whose place is the class's, of varying place, width and ink, with a stray pixel here and there."""
    images = np.zeros((count, 28, 28), dtype=np.uint8)
    for image in images:
        x = 5 + 6 * label + random.randint(-2, 3)
        y = random.randint(3, 8)
        width = random.randint(1, 5)
        image[y:y + random.randint(8, 18), x:x + width] = random.randint(90, 256)
        if random.rand() < 0.2:
            image[random.randint(0, 28), random.randint(0, 28)] = random.randint(1, 256)
    return images.reshape(count, 784)


def part(random, name, counts):
    labels = random.permutation(np.repeat(np.arange(len(counts)), counts))
    pixels = np.zeros((len(labels), 784), dtype=np.uint8)
    for label, count in enumerate(counts):
        pixels[labels == label] = strokes(random, label, count)
    return {"name": name, "labels": labels, "pixels": pixels}


def plant_copies(training, test):
    """Within training under one label and under two, between the parts, and almost: at the radius and just beyond."""
    training["pixels"][3] = training["pixels"][0]
    same = np.flatnonzero(training["labels"] == training["labels"][5])
    training["pixels"][same[-1]] = training["pixels"][5]
    test["pixels"][2] = training["pixels"][5]
    test["pixels"][7] = training["pixels"][9]
    for row, change in ((8, RADIUS), (9, RADIUS + 1)):
        almost = training["pixels"][11].astype(int)
        paper = np.flatnonzero(almost == 0)[row]
        almost[paper] = change
        test["pixels"][row] = almost
    noisy = training["pixels"][12].astype(int) + np.where(np.arange(784) % 2 == 0, 4, 0)
    test["pixels"][10] = np.minimum(255, noisy)


def statistics(pixels):
    return {
        "mean": float(np.mean(pixels / 255)),
        "standardDeviation": float(np.std(pixels / 255)),
        "inkShare": float(np.mean(pixels > 0)),
        "histogram": np.bincount(pixels.ravel(), minlength=256).tolist(),
    }


def squares(pixels):
    return pixels.reshape(-1, 14, 2, 14, 2).astype(float).sum(axis=(2, 4)).reshape(-1, 196)


def ledoit_wolf(rows):
    """The paper's formulas (its section 3.2) as they stand, row by row: mean, covariance, weight of the identity."""
    n, p = rows.shape
    mean = rows.mean(axis=0)
    centred = rows - mean
    sample = centred.T @ centred / n

    def squared_norm(matrix):
        return np.sum(matrix * matrix) / p

    m = np.trace(sample) / p
    d2 = squared_norm(sample - m * np.eye(p))
    b2 = min(d2, sum(squared_norm(np.outer(row, row) - sample) for row in centred) / n ** 2)
    return mean, b2 / d2 * m * np.eye(p) + (1 - b2 / d2) * sample, b2 / d2


def distance(row, mean, covariance):
    return np.sqrt((row - mean) @ np.linalg.inv(covariance) @ (row - mean))


def unusual(training, other, most=12):
    found = []
    for label in range(training["labels"].max() + 1):
        rows = squares(training["pixels"][training["labels"] == label])
        if len(rows) < 10:
            continue
        mean, covariance, shrinkage = ledoit_wolf(rows)
        members = np.array([
            distance(row, mean, covariance - (1 - shrinkage) / len(rows) * np.outer(row - mean, row - mean))
            for row in rows
        ])
        of_class = np.flatnonzero(other["labels"] == label)
        if other is training:
            far = members / np.median(members)
        else:
            others = squares(other["pixels"][of_class])
            far = np.array([distance(row, mean, covariance) for row in others]) / np.median(members)
        order = sorted(range(len(of_class)), key=lambda i: (-round(far[i], 9), of_class[i]))[:most]
        found.extend({"row": int(of_class[i]), "label": label, "distance": float(far[i])} for i in order)
    return found


def copies(parts):
    images = [(p["name"], row, p["pixels"][row].astype(int)) for p in parts for row in range(len(p["labels"]))]
    groups = []
    for name, row, pixels in images:
        for group in groups:
            if np.array_equal(group[0][2], pixels):
                group.append((name, row, pixels))
                break
        else:
            groups.append([(name, row, pixels)])
    similar = []
    for i, group in enumerate(groups):
        for other in groups[i + 1:]:
            square = int(np.sum((group[0][2] - other[0][2]) ** 2))
            if square <= RADIUS ** 2:
                similar.append((square, i, [group[0][:2], other[0][:2]]))
    similar.sort(key=lambda pair: pair[:2])
    return (
        [[list(image[:2]) for image in group] for group in groups if len(group) > 1],
        [{"images": [list(image) for image in images], "distance": square ** 0.5} for square, _, images in similar],
    )


def described(p):
    pixels, labels = p["pixels"], p["labels"]
    classes = []
    for label in range(labels.max() + 1):
        of_class = pixels[labels == label]
        classes.append({
            **statistics(of_class),
            "meanImage": np.mean(of_class / 255, axis=0)[SHOWN].tolist(),
            "varianceImage": np.var(of_class / 255, axis=0)[SHOWN].tolist(),
        })
    return {
        "name": p["name"],
        "labels": labels.tolist(),
        "pixels": base64.b64encode(pixels.tobytes()).decode(),
        **statistics(pixels),
        "classes": classes,
    }


SHOWN = np.arange(0, 784, 13)


def main():
    random = np.random.RandomState(7)
    training = part(random, "training", [12, 11, 30, 4])
    test = part(random, "test", [4, 3, 5, 2])
    plant_copies(training, test)
    identical, similar = copies([training, test])
    assert len(identical) >= 3 and len(similar) >= 2
    result = {
        "numpy": np.__version__,
        "shown": SHOWN.tolist(),
        "parts": [
            {**described(p), "unusual": unusual(training, p)} for p in (training, test)
        ],
        "identical": identical,
        "similar": similar,
    }
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(result, separators=(",", ":")) + "\n")


main()
