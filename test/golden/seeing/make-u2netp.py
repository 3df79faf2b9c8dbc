"""Writes what the original u2netp.onnx (see assets/models/u2netp/README.md) says of portrait.png at 256 x 256, every fourth pixel.

    pip install numpy onnx onnxruntime pillow
    python test/golden/seeing/make-u2netp.py u2netp.onnx
"""
import json
import pathlib
import struct
import sys

import numpy as np
import onnx
import onnxruntime
from PIL import Image

folder = pathlib.Path(__file__).parent
model = onnx.load(sys.argv[1])
for graph_value in (model.graph.input[0], *model.graph.output):
    for axis, name in ((2, "height"), (3, "width")):
        graph_value.type.tensor_type.shape.dim[axis].dim_param = name
picture = np.asarray(Image.open(folder / "portrait.png").convert("RGB"), dtype=np.float32)
picture = picture / picture.max()
picture = (picture - np.array([0.485, 0.456, 0.406], np.float32)) / np.array([0.229, 0.224, 0.225], np.float32)
session = onnxruntime.InferenceSession(model.SerializeToString())
(output,) = session.run([session.get_outputs()[0].name], {session.get_inputs()[0].name: picture.transpose(2, 0, 1)[None]})
data = np.ascontiguousarray(output[0, 0, ::4, ::4])
header = json.dumps({"subject": {"dtype": "F32", "shape": list(data.shape), "data_offsets": [0, data.nbytes]}}).encode()
header += b" " * (-len(header) % 8)
(folder / "u2netp.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + data.tobytes())
