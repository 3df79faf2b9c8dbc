"""One optimisation step in PyTorch, to compare with: python bench/pytorch/step.py [--threads 2] [--seeds 3] [--views 2]

The same network (the embedded DINOv2's weights, blocks 1-7), the same loss (centred cosine of patches after blocks 4 to 7), the
same number of views and strokes, on the same cores, written as one would in PyTorch: fused attention, layer norm and GELU.

`network` is forward and backward of the loss with respect to a batch of views.
`step` is a whole step as CLIPasso does it: strokes are rasterized by differentiable ops, sketch and photo are warped
together into the same fresh random views, and the network sees both (the photo without gradients), then Adam.

Prints one line of JSON; times are medians in milliseconds, of the wall clock and of the processor time of all threads.
"""

import argparse
import json
import statistics
import time

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

WEIGHTS = "assets/models/dinov2-small/model.safetensors"
SIZE, PATCH, WIDTH, HEADS, GRID = 224, 14, 384, 6, 16
TAPS = (4, 5, 6, 7)
SEGMENTS = 16


def load_network(path):
    weights = {name: value.float() for name, value in load_file(path).items()}
    position = weights["embeddings.position_embeddings"]
    grid = position[:, 1:].reshape(1, 37, 37, WIDTH).permute(0, 3, 1, 2)
    resized = F.interpolate(grid, size=(GRID, GRID), mode="bicubic", align_corners=False)
    weights["positions"] = resized.permute(0, 2, 3, 1).reshape(1, GRID * GRID, WIDTH)
    weights["class"] = weights["embeddings.cls_token"] + position[:, :1]
    return weights


def forward(w, images):
    """Tokens (B, 257, 384) after the blocks in TAPS; images (B, 3, 224, 224) in [0, 1]."""
    mean = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
    std = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
    patch = "embeddings.patch_embeddings.projection"
    x = F.conv2d((images - mean) / std, w[f"{patch}.weight"], w[f"{patch}.bias"], stride=PATCH)
    x = x.flatten(2).transpose(1, 2) + w["positions"]
    x = torch.cat([w["class"].expand(len(x), -1, -1), x], 1)
    taps = []
    for layer in range(max(TAPS)):
        p = f"encoder.layer.{layer}"
        x = x + w[f"{p}.layer_scale1.lambda1"] * attention(w, p, normalise(w, f"{p}.norm1", x))
        hidden = F.gelu(linear(w, f"{p}.mlp.fc1", normalise(w, f"{p}.norm2", x)))
        x = x + w[f"{p}.layer_scale2.lambda1"] * linear(w, f"{p}.mlp.fc2", hidden)
        if layer + 1 in TAPS:
            taps.append(x)
    return taps


def attention(w, p, x):
    batch, tokens, _ = x.shape
    parts = [linear(w, f"{p}.attention.attention.{name}", x) for name in ("query", "key", "value")]
    q, k, v = (part.view(batch, tokens, HEADS, -1).transpose(1, 2) for part in parts)
    mixed = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(batch, tokens, WIDTH)
    return linear(w, f"{p}.attention.output.dense", mixed)


def linear(w, name, x):
    return F.linear(x, w[f"{name}.weight"], w[f"{name}.bias"])


def normalise(w, name, x):
    return F.layer_norm(x, (WIDTH,), w[f"{name}.weight"], w[f"{name}.bias"], 1e-6)


def directions(tokens):
    patches = tokens[:, 1:] - tokens[:, 1:].mean(1, keepdim=True)
    return F.normalize(patches, dim=-1)


def loss_of(taps, targets):
    return sum((1 - (directions(tap) * target).sum(-1).mean(-1)).sum() for tap, target in zip(taps, targets))


def rasterize(points, pixels, width=3.0):
    """Canvas (S, 1, 224, 224) of black strokes on white; points (S, strokes, 4, 2)."""
    t = torch.linspace(0, 1, SEGMENTS + 1).view(-1, 1)
    bernstein = torch.cat([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3], 1)
    samples = torch.einsum("tk,sokc->sotc", bernstein, points)
    canvases = []
    for seed in samples:
        paper = torch.ones(SIZE * SIZE)
        for line in seed:
            start, step = line[:-1], line[1:] - line[:-1]
            to = pixels[None] - start[:, None]
            along = (to * step[:, None]).sum(-1) / (step * step).sum(-1, keepdim=True).clamp_min(1e-9)
            offset = to - along.clamp(0, 1)[..., None] * step[:, None]
            distance = (offset * offset).sum(-1).amin(0).clamp_min(1e-12).sqrt()
            paper = paper * (1 - torch.sigmoid((width / 2 - distance) * 4))
        canvases.append(paper.view(1, SIZE, SIZE))
    return torch.stack(canvases)


def random_views(count):
    """Sampling grids (V, 224, 224, 2): the plain view, then random perspectives."""
    line = (torch.arange(SIZE) + 0.5) / SIZE * 2 - 1
    base = torch.stack([*torch.meshgrid(line, line, indexing="xy"), torch.ones(SIZE, SIZE)], -1)
    maps = torch.eye(3).repeat(count, 1, 1)
    maps[1:] += (torch.rand(count - 1, 3, 3) - 0.5) * 0.3
    warped = torch.einsum("vij,hwj->vhwi", maps, base)
    return warped[..., :2] / warped[..., 2:].clamp_min(0.1)


def median_times(run, repeats):
    """Medians of the wall clock and of the processor time of all threads."""
    run()
    wall, processor = [], []
    for _ in range(repeats):
        start, start_processor = time.perf_counter(), time.process_time()
        run()
        wall.append((time.perf_counter() - start) * 1e3)
        processor.append((time.process_time() - start_processor) * 1e3)
    return {"wall": statistics.median(wall), "processor": statistics.median(processor)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in {"threads": 2, "seeds": 3, "views": 2, "strokes": 16, "repeats": 5}.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    batch = args.seeds * args.views
    weights = load_network(WEIGHTS)
    photo = torch.rand(1, 3, SIZE, SIZE)
    images = torch.rand(batch, 3, SIZE, SIZE, requires_grad=True)
    with torch.no_grad():
        targets = [directions(tap) for tap in forward(weights, images)]
    points = (torch.rand(args.seeds, args.strokes, 4, 2) * SIZE).requires_grad_()
    adam = torch.optim.Adam([points], lr=0.6)
    line = torch.arange(SIZE) + 0.5
    pixels = torch.stack(torch.meshgrid(line, line, indexing="xy"), -1).view(-1, 2)

    def network():
        torch.autograd.grad(loss_of(forward(weights, images), targets), images)

    def step():
        adam.zero_grad()
        canvas = rasterize(points, pixels).expand(-1, 3, -1, -1)
        grids = random_views(args.views)
        sketches = F.grid_sample(
            canvas.repeat_interleave(args.views, 0), grids.repeat(args.seeds, 1, 1, 1), align_corners=False
        )
        with torch.no_grad():
            photos = F.grid_sample(photo.expand(args.views, -1, -1, -1), grids, align_corners=False)
            fresh = [directions(tap).repeat(args.seeds, 1, 1) for tap in forward(weights, photos)]
        loss_of(forward(weights, sketches), fresh).backward()
        adam.step()

    def matmuls():
        for left, right in products(batch):
            torch.matmul(left, right)

    result = {
        "torch": torch.__version__,
        "threads": args.threads,
        "network": median_times(network, args.repeats),
        "step": median_times(step, args.repeats),
        "matmuls": median_times(matmuls, args.repeats),
    }
    print(json.dumps(result))


def products(batch):
    """Operands of every matrix product of `network`, forward and backward."""
    rows = batch * (GRID * GRID + 1)
    shapes = [(WIDTH, 3 * WIDTH), (WIDTH, WIDTH), (WIDTH, 4 * WIDTH), (4 * WIDTH, WIDTH)]
    pairs = []
    for inputs, outputs in shapes:
        pairs += [(torch.rand(rows, inputs), torch.rand(inputs, outputs))]
        pairs += [(torch.rand(rows, outputs), torch.rand(outputs, inputs))]
    heads, tokens, size = batch * HEADS, GRID * GRID + 1, WIDTH // HEADS
    wide = (torch.rand(heads, tokens, size), torch.rand(heads, size, tokens))
    tall = (torch.rand(heads, tokens, tokens), torch.rand(heads, tokens, size))
    pairs += [wide, tall, wide, tall, tall, tall]
    patch = (torch.rand(rows, 3 * PATCH * PATCH), torch.rand(3 * PATCH * PATCH, WIDTH))
    return pairs * max(TAPS) + [patch, (patch[0] @ patch[1], patch[1].T)]


if __name__ == "__main__":
    main()
