"""Rewrites a PyTorch checkpoint of the old, unzipped form (before PyTorch 1.6) as safetensors, with nothing but Python's own library.

usage: unpack.py CHECKPOINT.pth OUT.safetensors
"""
import array
import collections
import itertools
import json
import pickle
import struct
import sys

BYTES = {"FloatStorage": 4, "LongStorage": 8}


class Reader(pickle.Unpickler):
    """Builds (storage, offset, shape, strides) instead of tensors, and refuses to import anything."""

    def find_class(self, module, name):
        if module == "collections" and name == "OrderedDict":
            return collections.OrderedDict
        if module == "torch._utils" and name == "_rebuild_tensor_v2":
            return lambda storage, offset, size, stride, grad, hooks: (storage, offset, size, stride)
        if module == "torch" and name in BYTES:
            return name
        raise pickle.UnpicklingError(f"unexpected {module}.{name}")

    def persistent_load(self, pid):
        _, kind, key, _, count, _ = pid
        return kind, key, count


source, target = sys.argv[1:]
with open(source, "rb") as file:
    magic, _protocol, _system, tensors, keys = (Reader(file).load() for _ in range(5))
    assert magic == 0x1950A86A20F9469CFC6C, "not an old PyTorch checkpoint"
    kinds = {storage[1]: storage[0] for storage, *_ in tensors.values()}
    storages = {}
    for key in keys:
        (count,) = struct.unpack("<q", file.read(8))
        storages[key] = file.read(count * BYTES[kinds[key]])

header, parts, end = {}, [], 0
for name, ((kind, key, _), offset, size, stride) in tensors.items():
    if kind != "FloatStorage":
        continue
    values = array.array("f", storages[key])
    starts = [range(0, n * step, step) for n, step in zip(size, stride)]
    ordered = array.array("f", (values[offset + sum(at)] for at in itertools.product(*starts)))
    parts.append(ordered.tobytes())
    header[name] = {"dtype": "F32", "shape": list(size), "data_offsets": [end, end + len(parts[-1])]}
    end += len(parts[-1])
text = json.dumps(header).encode()
with open(target, "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))
