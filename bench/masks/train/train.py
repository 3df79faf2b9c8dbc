"""Trains the mask decoder on what dump.ts wrote: python train.py --minutes 25 [--init FILE] --out FILE. One thread.

The loss is the mean binary cross entropy plus 1 - a soft IoU. Scenes are cut-outs on grounds with their true masks; photos have the
mask that was found without the decoder, those that look wrong left out; on empty scenes it is to say what the head says. Tokens and pictures are
mirrored, tokens get noise and lose channels, colours change, and the head's logits are shifted, weakened or left out, so that the
decoder does not lean on them alone. Every tenth photo is watched, not trained on, and so are the `tune` composites of bench:masks.
"""

import argparse
import glob
import json
import math
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from decoder import WIDTH, Decoder, load, prepare, save

torch.set_num_threads(1)
KINDS = ("scene", "photo", "empty", "tune")
# Part of the steps that each kind gets.
SHARES = {"scene": 0.64, "photo": 0.3, "empty": 0.06}
BATCH = 4


def read(path):
    with open(path + ".json") as file:
        meta = json.load(file)
    height, width = meta["height"], meta["width"]
    rows, columns = height // 14, width // 14
    data = open(path + ".bin", "rb").read()
    at = 0

    def take(kind, *shape):
        nonlocal at
        values = np.frombuffer(data, kind, math.prod(shape), at).reshape(shape)
        at += values.nbytes
        return torch.from_numpy(values.copy())

    tokens = take(np.float32, meta["taps"], rows * columns, WIDTH)
    logits = take(np.float32, 1, 1, 8 * rows, 8 * columns)
    picture = take(np.uint8, height, width, 3).float() / 255
    mask = take(np.uint8, 1, 1, height, width).float() / 255
    grid, image = prepare(tokens, picture, rows, columns)
    truth = F.interpolate(mask, size=logits.shape[2:], mode="bilinear", align_corners=False)
    return {"grid": grid.half(), "logits": logits, "image": image.half(), "truth": truth.half()}


def iou(logits, truth):
    found, wanted = logits > 0, truth > 0.5
    return float((found & wanted).sum()) / max(1, float((found | wanted).sum()))


def evaluate(model, sets):
    parts = []
    with torch.no_grad():
        for name, items in sets.items():
            pairs = [
                (iou(model(x["grid"].float(), x["logits"], x["image"].float()), x["truth"]), iou(x["logits"], x["truth"]))
                for x in items
            ]
            if pairs:
                ours, head = zip(*pairs)
                parts.append(f"{name} {np.mean(ours):.4f}, least {min(ours):.3f} (head {np.mean(head):.4f}, {min(head):.3f})")
    return " | ".join(parts)


def vary(x, kind):
    grid, logits, image, truth = x["grid"].float(), x["logits"], x["image"].float(), x["truth"].float()
    if kind == "empty":
        truth = torch.sigmoid(logits)
    if random.random() < 0.5:
        grid, logits, image, truth = grid.flip(3), logits.flip(3), image.flip(3), truth.flip(3)
    image = image * (1 + 0.2 * torch.randn(1, 3, 1, 1)) + 0.08 * torch.randn(1, 3, 1, 1)
    if random.random() < 0.5:
        image = image + 0.02 * torch.randn_like(image)
    grid = grid + 0.1 * torch.randn_like(grid)
    if random.random() < 0.5:
        grid = F.dropout2d(grid, 0.1)
    chance = random.random()
    if kind != "empty" and chance < 0.12:
        logits = torch.zeros_like(logits)
    elif kind != "empty" and chance < 0.3:
        logits = logits * random.uniform(0.3, 1) + random.gauss(0, 1)
    return grid, logits, image.clamp(0, 1), truth


def loss_of(logits, truth, kind):
    entropy = F.binary_cross_entropy_with_logits(logits, truth)
    if kind == "empty":
        return entropy
    p = torch.sigmoid(logits)
    both, either = (p * truth).sum(), (p + truth - p * truth).sum()
    return entropy + 1 - (both + 50) / (either + 50)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default="bench/results/masks/train/")
    parser.add_argument("--skip", help="JSON list of names that are left out, as they look wrong")
    parser.add_argument("--minutes", type=float, default=25)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--init")
    parser.add_argument("--out", default="bench/results/masks/decoder.safetensors")
    options = parser.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    wrong = set(json.load(open(options.skip))) if options.skip else set()
    names = [os.path.basename(path)[:-5] for path in sorted(glob.glob(options.data + "*.json"))]
    data = {
        kind: [read(options.data + name) for name in names if name.startswith(kind + "-") and name not in wrong]
        for kind in KINDS
    }
    watched = {"tune": data.pop("tune"), "photos": data["photo"][::10]}
    data["photo"] = [x for i, x in enumerate(data["photo"]) if i % 10]
    print({kind: len(items) for kind, items in data.items()}, flush=True)
    model = load(options.init) if options.init else Decoder()
    model.train()
    optimiser = torch.optim.AdamW(model.parameters(), lr=options.rate, weight_decay=1e-3)
    kinds, weights = zip(*[(kind, share) for kind, share in SHARES.items() if data[kind]])
    print("start", evaluate(model, watched), flush=True)
    start = reported = time.time()
    losses = []
    step = 0
    while (done := (time.time() - start) / (60 * options.minutes)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = options.rate * min(1, (step + 1) / 50) * 0.5 * (1 + math.cos(math.pi * done)) + 1e-5
        optimiser.zero_grad()
        for _ in range(BATCH):
            kind = random.choices(kinds, weights)[0]
            grid, logits, image, truth = vary(random.choice(data[kind]), kind)
            loss = loss_of(model(grid, logits, image), truth, kind)
            (loss / BATCH).backward()
            losses.append(loss.item())
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        if time.time() - reported > 120:
            reported = time.time()
            print(f"{(reported - start) / 60:.1f} min, step {step}, loss {np.mean(losses):.4f}, {evaluate(model, watched)}", flush=True)
            losses = []
            save(model, options.out)
    print(f"end, step {step}, {evaluate(model, watched)}")
    save(model, options.out)


if __name__ == "__main__":
    main()
