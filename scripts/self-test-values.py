"""Works out the stored answers of src/engine/backend/self-test.ts with PyTorch in double precision.

Nothing of the engine is used: the random numbers, the layers, Adam and max-norm are written out here again.
Run with any Python that has torch and numpy; prints the contents of self-test-values.ts.
"""

import numpy as np
import torch
import torch.nn.functional as F

SEED, BATCH, SIDE, RATE, LIMIT = 2026, 4, 6, 0.01, 0.5
torch.set_default_dtype(torch.float64)


def words(count, stream, step):
    """Philox4x32-10 (Salmon et al. 2011), key = (seed, stream), counter = (element / 4, 0, step, 0)."""
    counters = np.zeros((-(-count // 4), 4), dtype=np.uint64)
    counters[:, 0] = np.arange(len(counters))
    counters[:, 2] = step
    key = [SEED, stream]
    for _ in range(10):
        first = counters[:, 0] * np.uint64(0xD2511F53)
        second = counters[:, 2] * np.uint64(0xCD9E8D57)
        low, high = np.uint64(0xFFFFFFFF), np.uint64(32)
        counters = np.stack(
            [
                (second >> high) ^ counters[:, 1] ^ np.uint64(key[0]),
                second & low,
                (first >> high) ^ counters[:, 3] ^ np.uint64(key[1]),
                first & low,
            ],
            axis=1,
        )
        key = [(key[0] + 0x9E3779B9) & 0xFFFFFFFF, (key[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return counters.reshape(-1)[:count]


def unit(values):
    return (values >> np.uint64(8)).astype(np.float64) / 2**24


SHAPES = {  # in the order of the network's parameter list; moving averages take an index as well
    "0.0.0.kernel": (1, 1, 1, 2), "0.0.0.bias": (2,), "0.0.1.kernel": (3, 3, 2, 3), "0.0.1.bias": (3,),
    "0.1.1.kernel": (1, 1, 1, 2), "0.1.1.bias": (2,),
    "2.gamma": (5,), "2.beta": (5,), "2.movingMean": (5,), "2.movingVariance": (5,),
    "4.kernel": (3, 3, 5, 4), "4.bias": (4,), "6.kernel": (4, 6), "6.bias": (6,), "8.kernel": (6, 10), "8.bias": (10,),
}
params = {}
for index, (name, shape) in enumerate(SHAPES.items()):
    values = np.zeros(shape)
    if name.endswith("kernel"):
        window = np.prod(shape[:-2]) if len(shape) == 4 else 1
        limit = np.sqrt(6 / (window * (shape[-2] + shape[-1])))
        values = (limit * (2 * unit(words(values.size, 0x10000 + index, 0)) - 1)).astype(np.float32).reshape(shape)
    elif name.endswith(("gamma", "movingVariance")):
        values = np.ones(shape)
    params[name] = torch.tensor(values.astype(np.float64), requires_grad="moving" not in name)

images = torch.tensor((2 * unit(words(BATCH * SIDE * SIDE, 900, 0)) - 1).reshape(BATCH, SIDE, SIDE, 1))
labels = torch.tensor([3, 0, 9, 6])


def conv(x, layer, padding):  # NHWC in and out
    kernel = params[f"{layer}.kernel"].permute(3, 2, 0, 1)
    y = F.conv2d(x.permute(0, 3, 1, 2), kernel, params[f"{layer}.bias"], padding=padding)
    return F.relu(y).permute(0, 2, 3, 1)


def pool(x, size, stride, padding):
    return F.max_pool2d(x.permute(0, 3, 1, 2), size, stride, padding).permute(0, 2, 3, 1)


def dropout(x, layer, step):
    if step is None:
        return x
    keep = words(x.numel(), 0x20000 + layer, step) >= np.uint64(2**30)
    return x * torch.tensor(keep.reshape(x.shape) / 0.75)


def forward(step):
    one = conv(conv(images, "0.0.0", 0), "0.0.1", 1)
    two = conv(pool(images, 3, 1, 1), "0.1.1", 0)
    x = pool(torch.cat([one, two], 3), 2, 2, 0)
    if step is None:
        mean, variance = params["2.movingMean"], params["2.movingVariance"]
    else:
        mean, variance = x.mean((0, 1, 2)), x.var((0, 1, 2), unbiased=False)
        keep = 0.99 * (1 - 0.99**step) / (1 - 0.99 ** (step + 1))
        for name, value in (("2.movingMean", mean), ("2.movingVariance", variance)):
            params[name] = keep * params[name] + (1 - keep) * value.detach()
    x = params["2.gamma"] * (x - mean) / torch.sqrt(variance + 0.001) + params["2.beta"]
    x = conv(dropout(x, 3, step), "4", 0).reshape(BATCH, -1)
    x = dropout(F.relu(x @ params["6.kernel"] + params["6.bias"]), 7, step)
    return F.cross_entropy(x @ params["8.kernel"] + params["8.bias"], labels)


moments = {name: [torch.zeros_like(p), torch.zeros_like(p)] for name, p in params.items() if p.requires_grad}
losses, norms = [], {}
for step in range(2):
    loss = forward(step)
    losses.append(loss.item())
    names = list(moments)
    for name, gradient in zip(names, torch.autograd.grad(loss, [params[n] for n in names])):
        norms[name] = gradient.norm().item()
        first, second = moments[name]
        first.mul_(0.9).add_(0.1 * gradient)
        second.mul_(0.999).add_(0.001 * gradient * gradient)
        rate = RATE * np.sqrt(1 - 0.999 ** (step + 1)) / (1 - 0.9 ** (step + 1))
        with torch.no_grad():
            params[name] -= rate * first / (second.sqrt() + 1e-7)
            if name.endswith(("kernel", "bias")):
                length = params[name].square().sum(0, keepdim=True).sqrt()
                params[name] *= length.clamp(max=LIMIT) / (1e-7 + length)
with torch.no_grad():
    losses.append(forward(None).item())

print("/** Written by scripts/self-test-values.py: PyTorch in double precision. */")
print("export const EXPECTED_LOSSES = [" + ", ".join(f"{loss:.9f}" for loss in losses) + "];")
print("export const EXPECTED_GRADIENT_NORMS: Readonly<Record<string, number>> = {")
for name, norm in norms.items():
    print(f"  '{name}': {norm:.9f},")
print("};")
