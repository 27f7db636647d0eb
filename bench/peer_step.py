"""PyTorch's training steps on random images: prints rows a second.

usage: peer_step.py HIDDEN BATCH SECONDS THREADS, such as peer_step.py 1025,512,256 128 4 1
"""

import sys
import time

import torch

hidden = [int(units) for units in sys.argv[1].split(",")]
batch, seconds, threads = int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
torch.set_num_threads(threads)
torch.manual_seed(1)
# A fifth of the pixels lit, as in MNIST; they cost PyTorch the same either way.
x = torch.rand(60_000, 784) * (torch.rand(60_000, 784) < 0.2)
y = torch.randint(10, (60_000,))
units = [784, *hidden, 10]
layers = [part for pair in zip(units, units[1:]) for part in (torch.nn.Linear(*pair), torch.nn.ReLU())]
network = torch.nn.Sequential(*layers[:-1])
optimizer = torch.optim.Adam(network.parameters(), 1e-3, eps=1e-7)
loss = torch.nn.CrossEntropyLoss()
order = torch.randperm(len(y))


def run(seconds):
    """Rows a second."""
    begin, rows = time.perf_counter(), 0
    while time.perf_counter() - begin < seconds:
        at = rows % (len(y) // batch * batch)
        chosen = order[at : at + batch]
        optimizer.zero_grad()
        loss(network(x[chosen]), y[chosen]).backward()
        optimizer.step()
        rows += batch
    return rows / (time.perf_counter() - begin)


run(1.5)
print(run(seconds))
