"""Golden of the embedded DINOv2 on an image that is not square, 140 wide and 84 high, by transformers.

    pip install torch transformers safetensors && python make-oblong.py
"""
from pathlib import Path

import torch
import transformers
from safetensors.torch import load_file, save_file

HERE = Path(__file__).parent
MODEL = HERE.parents[2] / 'assets/models/dinov2-small/model.safetensors'

torch.manual_seed(0)
config = transformers.Dinov2Config(
    hidden_size=384, num_hidden_layers=12, num_attention_heads=6, patch_size=14, image_size=518, attn_implementation='eager'
)
model = transformers.Dinov2Model(config).eval()
RENAMED = {'attention.attention.query': 'attention.q_proj', 'attention.attention.key': 'attention.k_proj',
           'attention.attention.value': 'attention.v_proj', 'attention.output.dense': 'attention.o_proj'}


def current(name):
    """The name that transformers 5 gives the parameter."""
    for old, new in RENAMED.items():
        name = name.replace(old, new)
    return name


state = {current(k): v.float() for k, v in load_file(MODEL).items() if not k.startswith('saliency_head.')}
missing, surplus = model.load_state_dict(state, strict=False)
assert missing == ['embeddings.mask_token'] and not surplus, (missing, surplus)

y, x = torch.meshgrid(torch.arange(84), torch.arange(140), indexing='ij')
image = torch.stack([0.5 + 0.5 * torch.sin(x / 17), 0.5 + 0.5 * torch.cos(y / 23), ((x - 70) ** 2 + (y - 42) ** 2 < 30**2).float()])
mean = torch.tensor([0.485, 0.456, 0.406]).view(3, 1, 1)
std = torch.tensor([0.229, 0.224, 0.225]).view(3, 1, 1)
with torch.no_grad():
    out = model(((image - mean) / std)[None], output_hidden_states=True)
save_file({'block4': out.hidden_states[4], 'last_hidden': out.last_hidden_state}, HERE / 'oblong-140x84.safetensors')
print(f'torch {torch.__version__}, transformers {transformers.__version__}')
