"""PyTorch as a contestant of `npm run bench`: one call a line on stdin, one answer a line on stdout, as JSON.

The networks are built from the same layer specs as everybody's, in PyTorch's own layout (NCHW), and trained with its own
Adam; max-norm is left out, which favours PyTorch by a pass over the dense weights.
"""

import json
import sys
import time

import torch
from torch import nn


def conv2d(spec, shape):
    channels = shape[0]
    padding = spec["size"] // 2 if spec["padding"] == "same" else 0
    return nn.Sequential(nn.Conv2d(channels, spec["filters"], spec["size"], padding=padding), nn.ReLU())


def max_pool(spec, _shape):
    return nn.MaxPool2d(spec["size"], spec["stride"], spec["size"] // 2 if spec["padding"] == "same" else 0)


def dense(spec, shape):
    layer = nn.Linear(shape[0], spec["units"])
    return nn.Sequential(layer, nn.ReLU()) if spec["activation"] == "relu" else layer


class Branches(nn.Module):
    def __init__(self, spec, shape):
        super().__init__()
        self.branches = nn.ModuleList([network(branch, shape)[0] for branch in spec["branches"]])

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches], 1)


LAYERS = {
    "conv2d": conv2d,
    "maxPool": max_pool,
    "batchNorm": lambda _, shape: nn.BatchNorm2d(shape[0]),
    "dropout": lambda spec, _: nn.Dropout(spec["rate"]),
    "flatten": lambda _spec, _shape: nn.Flatten(),
    "dense": dense,
    "branches": Branches,
}


def network(specs, shape):
    """The module, and the shape it gives for one image of the given shape."""
    layers = []
    for spec in specs:
        layer = LAYERS[spec["kind"]](spec, shape)
        shape = tuple(layer.eval()(torch.zeros(1, *shape)).shape[1:])
        layers.append(layer.train())
    return nn.Sequential(*layers), shape


class Contestant:
    def prepare(self, order):
        torch.manual_seed(1)
        torch.set_num_threads(order["threads"])
        self.model, _ = network(order["specs"], (1, 28, 28))
        self.optimizer = torch.optim.Adam(self.model.parameters())
        self.loss = nn.CrossEntropyLoss()
        # Every step takes other images, as a data loader without workers would.
        self.images = torch.rand(4 * order["batch"], 1, 28, 28)
        self.labels = torch.randint(10, (4 * order["batch"],))
        self.batch = order["batch"]
        return {"adapter": f"PyTorch {torch.__version__}", "threads": torch.get_num_threads()}

    def step(self):
        chosen = torch.randint(len(self.labels), (self.batch,))
        self.optimizer.zero_grad(set_to_none=True)
        self.loss(self.model(self.images[chosen]), self.labels[chosen]).backward()
        self.optimizer.step()

    def run(self, steps):
        times = []
        for _ in range(steps):
            start = time.perf_counter()
            self.step()
            times.append((time.perf_counter() - start) * 1000)
        return {"msPerStep": times}


contestant = Contestant()
for line in sys.stdin:
    message = json.loads(line)
    try:
        is_prepare = "prepare" in message
        value = contestant.prepare(message["prepare"]) if is_prepare else contestant.run(message["run"])
        answer = {"value": value}
    except Exception as error:  # Every failure becomes a row with a reason.
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
