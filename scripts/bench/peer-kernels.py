"""Which kernels a native peer runs on this machine, as one line of JSON: `peer-kernels.py torch|tensorflow`.

oneDNN names the instruction set it takes when it is first used, if its log is on; OpenBLAS has a function that names its core.
"""

import ctypes
import json
import os
import re
import sys
import tempfile

os.environ.update(ONEDNN_VERBOSE="1", DNNL_VERBOSE="1", TF_CPP_MIN_LOG_LEVEL="2")


def native_output(act):
    """What native code writes to stdout meanwhile."""
    sys.stdout.flush()
    kept = os.dup(1)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 1)
        try:
            act()
            ctypes.CDLL(None).fflush(None)
        finally:
            os.dup2(kept, 1)
        file.seek(0)
        return file.read().decode(errors="replace")


def use_torch():
    import torch

    torch.nn.Conv2d(16, 32, 3)(torch.zeros(8, 16, 28, 28))
    torch.zeros(64, 64) @ torch.zeros(64, 64)


def use_tensorflow():
    import tensorflow as tf

    tf.nn.conv2d(tf.zeros([8, 28, 28, 16]), tf.zeros([3, 3, 16, 32]), 1, "SAME")
    tf.zeros([64, 64]) @ tf.zeros([64, 64])


def openblas_core(path):
    library = ctypes.CDLL(path)
    for name in ("openblas_get_corename", "openblas_get_corename64_", "scipy_openblas_get_corename64_"):
        if hasattr(library, name):
            function = getattr(library, name)
            function.restype = ctypes.c_char_p
            return function().decode()
    return None


def blas():
    """The library of matrix products that this process has loaded, which only PyTorch computes with."""
    with open("/proc/self/maps") as maps:
        paths = sorted({line.split()[-1] for line in maps if ".so" in line})
    for path in paths:
        if "openblas" in path or "libblas" in path:
            core = openblas_core(os.path.realpath(path))
            return f"OpenBLAS for {core}" if core else "the reference BLAS, which is slow: install libopenblas0-pthread"
    return "MKL" if any("libmkl" in path for path in paths) else None


module = sys.argv[1]
log = native_output(use_torch if module == "torch" else use_tensorflow)
isa = re.search(r"info,cpu,isa:([^\n]*)", log)
kernels = [f"oneDNN for {isa.group(1).strip()}"] if isa else []
if module == "torch":
    kernels += [library for library in [blas()] if library]
version = sys.modules[module].__version__
print(json.dumps({"version": version, "kernels": "; ".join(kernels) or "unknown"}))
