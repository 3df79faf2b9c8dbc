"""Full-size CLIP towers (RN101, ViT-B/32) with seeded random weights: writes the weights, PyTorch's outputs and gradients, and
how long PyTorch takes. Too large for the repository; `check.ts` compares. About 1.3 GB.

    pip install torch open_clip_torch safetensors && python make.py FOLDER [THREADS]
"""
import sys
import time
from pathlib import Path

import open_clip
import torch
import torch.nn.functional as F
from safetensors.torch import save_file

FOLDER = Path(sys.argv[1])
FOLDER.mkdir(parents=True, exist_ok=True)
VIEWS, SIZE, REPEATS = 5, 224, 3
if len(sys.argv) > 2:
    torch.set_num_threads(int(sys.argv[2]))
MEAN = torch.tensor([0.48145466, 0.4578275, 0.40821073]).view(1, 3, 1, 1)
STD = torch.tensor([0.26862954, 0.26130258, 0.27577711]).view(1, 3, 1, 1)


def build(name):
    torch.manual_seed(0)
    config = open_clip.get_model_config(name)
    model = open_clip.model.CLIP(quick_gelu=config.pop('quick_gelu'), **config).eval()
    for key, value in model.state_dict().items():  # statistics as if trained
        if key.endswith('running_mean'):
            value.copy_(0.1 * torch.randn_like(value))
        if key.endswith('running_var'):
            value.copy_(0.5 + torch.rand_like(value))
        if '.bn3.weight' in key:  # open_clip starts these at 0, which would switch the blocks off
            value.copy_(0.2 + 0.1 * torch.rand_like(value))
    return model.requires_grad_(False)


def median(times):
    return sorted(times)[len(times) // 2]


def timed(work, repeats=REPEATS):
    """Median of the wall clock and of the processor time of all threads."""
    work()
    wall, busy = [], []
    for _ in range(repeats):
        start, before = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - start)
        busy.append(time.process_time() - before)
    return f'{median(wall):.3f} s (processor {median(busy):.3f} s)'


def save(name, model, golden):
    save_file({k: v.contiguous().clone() for k, v in model.state_dict().items()}, FOLDER / f'{name}.safetensors')
    golden = {k: v.detach().float().contiguous().clone() for k, v in golden.items()}
    save_file(golden, FOLDER / f'{name}-golden.safetensors')


y, x = torch.meshgrid(torch.arange(SIZE), torch.arange(SIZE), indexing='ij')
photo = torch.stack([0.5 + 0.5 * torch.sin(x / 17), 0.5 + 0.5 * torch.cos(y / 23), ((x - 112) ** 2 + (y - 112) ** 2 < 70**2).float()])
shifts = [0, 9, -14, 21, -5]
photos = torch.stack([photo.roll((s, s), (1, 2)) for s in shifts])
lines = ((x + y) % 56 < 3).float().maximum((x - 2 * y).remainder(90).lt(4).float())
sketches = (1 - torch.stack([lines.roll((s, s), (0, 1)) for s in shifts])).unsqueeze(1).repeat(1, 3, 1, 1)

rn = build('RN101-quickgelu')
kept = {}
for layer in ['layer2', 'layer3']:
    getattr(rn.visual, layer).register_forward_hook(lambda _m, _i, out, layer=layer: kept.__setitem__(layer, out))


def features(images):
    embedding = rn.encode_image((images - MEAN) / STD)
    return kept['layer2'], kept['layer3'], embedding


with torch.no_grad():
    target2, target3, target = features(photos)


def step():
    images = sketches.clone().requires_grad_(True)
    two, three, embedding = features(images)
    loss = F.mse_loss(two, target2) + F.mse_loss(three, target3) + 0.1 * (1 - F.cosine_similarity(embedding, target)).mean()
    (gradient,) = torch.autograd.grad(loss, images)
    return loss, gradient, embedding


loss, gradient, embedding = step()
save('clip-rn101', rn, {'photos': photos, 'sketches': sketches, 'loss': loss.reshape(1), 'gradient': gradient, 'embedding': embedding})
print(f'RN101, {VIEWS} views, {torch.get_num_threads()} threads: forward and backward {timed(step)}')


def original_step():
    """As the original does it: the photo goes through the network in every step, too, without gradients here."""
    with torch.no_grad():
        features(photos)
    step()


print(f'RN101, the same and the photo forward: {timed(original_step)}')

vit = build('ViT-B-32-quickgelu')
attention = []
for block in vit.visual.transformer.resblocks:
    def keep(module, args, kwargs, block=block):
        q = block.ln_1(args[0])
        _, weights = block.attn(q, q, q, need_weights=True, average_attn_weights=False)
        attention.append(weights)
    block.register_forward_pre_hook(keep, with_kwargs=True)
with torch.no_grad():
    embedding = vit.encode_image((photos[:1] - MEAN) / STD)
    relevance = torch.stack([a[0].mean(0)[0, 1:] for a in attention]).mean(0)
    text = vit.encode_text(open_clip.get_tokenizer('ViT-B-32')(['a sketch of a cat', 'a sketch of a dog']))
save('clip-vit-b-32', vit, {'embedding': embedding, 'relevance': relevance, 'text': text})
