"""Packs renders and gradients made with diffvg into the files beside this script.

    python3 convert.py FOLDER

FOLDER holds, for each case, render_<case>.json and render_<case>_rgba.npy (224, 224, 4) as diffvg gave them, and
render_weight_{noise,smooth}.npy (224, 224, 4). Strokes are black and opaque, so only the alpha channel carries anything.
"""
import json
import pathlib
import sys

import numpy as np

folder = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent
KEPT = ("grad_points_mean64", "grad_points_16x16", "grad_points_quadrature_exact", "grad_points_quadrature_no_curvature_factor")

for path in sorted(folder.glob("render_case[0-3]_*.json")):
    case = json.loads(path.read_text())
    name = path.stem.split("_", 1)[1]
    alpha = np.load(folder / f"{path.stem}_rgba.npy")[..., 3]
    np.round(alpha * 255).astype(np.uint8).tofile(here / f"{name}.alpha.u8")
    (here / f"{name}.json").write_text(json.dumps({
        "points": case["points"],
        "radii": case["widths"],
        "gradients": {
            weight: {key: np.round(value, 5).tolist() for key, value in gradients.items() if key in KEPT}
            for weight, gradients in case["gradients"].items()
        },
    }))
for weight in ("noise", "smooth"):
    values = np.load(folder / f"render_weight_{weight}.npy")[..., 3]
    np.round(values * 4096).astype("<i2").tofile(here / f"weight-{weight}.i16")
