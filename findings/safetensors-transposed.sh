#!/usr/bin/env bash
# safetensors: a transposed NumPy array is saved with its numbers in another order, and nobody hears of it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check safetensors==0.8.0 numpy==2.4.6
cat > show.py <<'PY'
import sys

import numpy
import safetensors
from safetensors.numpy import load, save

array = numpy.arange(6, dtype=numpy.float32).reshape(2, 3).T
saved = load(save({"array": array}))["array"]
copied = load(save({"array": numpy.ascontiguousarray(array)}))["array"]
print(f"safetensors {safetensors.__version__}, numpy {numpy.__version__}")
print(f"expected: {array.tolist()} is read as it was saved")
print(f"seen:     {saved.tolist()}; of a contiguous copy {copied.tolist()}")
sys.exit(0 if not (saved == array).all() and (copied == array).all() else 1)
PY
python/bin/python show.py
