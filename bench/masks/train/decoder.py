"""A decoder of the subject's mask on the frozen network's tokens, in PyTorch: docs/experiments/mask-decoder.md. It is not part of clipasso."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

WIDTH = 384


class Decoder(nn.Module):
    """Logits (1, 1, 8 rows, 8 columns) from tokens (1, 3 * 384, rows, columns), the head's logits and the picture at 8 cells a patch."""

    def __init__(self, taps=3, a=64, b=32, c=24, d=16):
        super().__init__()
        conv = lambda side, inputs, outputs: nn.Conv2d(inputs, outputs, side, padding=side // 2)
        self.reduce = conv(1, taps * WIDTH, a)
        self.mix1, self.mix2 = conv(3, a + 1, a), conv(3, a, a)
        self.narrow1, self.level1 = conv(1, a, b), conv(3, b + 4, b)
        self.narrow2, self.level2, self.level2b = conv(1, b, c), conv(3, c + 4, c), conv(3, c, c)
        self.narrow3, self.level3, self.level3b = conv(1, c, d), conv(3, d + 4, d), conv(3, d, d)
        self.out = conv(1, d, 1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)
        self.skip = nn.Parameter(torch.ones(1))

    def forward(self, tokens, logits, image):
        guide8 = torch.cat([image - 0.5, torch.tanh(logits / 4)], 1)
        guide4 = F.avg_pool2d(guide8, 2)
        guide2 = F.avg_pool2d(guide4, 2)
        hint = F.avg_pool2d(guide2, 2)[:, 3:]
        x = F.relu(self.reduce(tokens))
        x = F.relu(self.mix1(torch.cat([x, hint], 1)))
        x = F.relu(x + self.mix2(x))
        x = F.relu(self.level1(torch.cat([double(self.narrow1(x)), guide2], 1)))
        x = F.relu(self.level2(torch.cat([double(self.narrow2(x)), guide4], 1)))
        x = F.relu(x + self.level2b(x))
        x = F.relu(self.level3(torch.cat([double(self.narrow3(x)), guide8], 1)))
        x = F.relu(x + self.level3b(x))
        return self.out(x) + self.skip * logits


def double(x):
    return F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)


def prepare(tokens, image, rows, columns):
    """Tokens (3, N, 384) after two blocks and the last norm, and the picture (H, W, 3) in [0, 1], as the decoder takes them."""
    early = F.layer_norm(tokens[:-1], (WIDTH,))
    grid = torch.cat([early, tokens[-1:]]).permute(0, 2, 1).reshape(1, -1, rows, columns)
    size = (8 * rows, 8 * columns)
    return grid, F.interpolate(image.permute(2, 0, 1)[None], size=size, mode="bilinear", align_corners=False)


def save(model, path):
    save_file({name: value.detach().half().contiguous() for name, value in model.state_dict().items()}, path)


def load(path):
    model = Decoder()
    model.load_state_dict({name: value.float() for name, value in load_file(path).items()})
    return model.eval()
