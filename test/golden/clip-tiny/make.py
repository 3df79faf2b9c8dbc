"""Goldens of tiny CLIP models with seeded random weights, by transformers and open_clip: every block, attention, embedding,
relevance map, text embedding, a loss and its gradient. Weights are rounded to the file's type before anything is computed.

    pip install torch transformers open_clip_torch safetensors && python make.py
"""
import json
from pathlib import Path

import open_clip
import torch
import torch.nn.functional as F
import transformers
from open_clip.model import CLIP, CLIPTextCfg, CLIPVisionCfg
from open_clip.tokenizer import SimpleTokenizer
from safetensors.torch import save_file

HERE = Path(__file__).parent
MEAN = torch.tensor([0.48145466, 0.4578275, 0.40821073]).view(1, 3, 1, 1)
STD = torch.tensor([0.26862954, 0.26130258, 0.27577711]).view(1, 3, 1, 1)
VOCABULARY, CONTEXT = 48, 12
IDS = torch.tensor([[46, 3, 9, 40, 47, 0, 0], [46, 12, 47, 0, 0, 0, 0], [46, 1, 2, 3, 4, 5, 47]])

torch.manual_seed(0)
torch.use_deterministic_algorithms(True)


def shake(model):
    """Random weights large enough that every part matters, norms and statistics off their defaults."""
    for name, value in model.state_dict().items():
        if not value.is_floating_point() or 'logit_scale' in name:
            continue
        if 'running_var' in name:
            value.copy_(0.5 + torch.rand_like(value))
        elif value.ndim < 2 and 'weight' in name:
            value.copy_(1 + 0.2 * torch.randn_like(value))
        elif value.ndim < 2:
            value.copy_(0.2 * torch.randn_like(value))
        else:
            value.copy_(torch.randn_like(value) * (1.2 / value[0].numel() ** 0.5))
    return model.eval()


def save(name, model, dtype, golden, notes):
    state = {k: v.to(dtype) if v.is_floating_point() else v for k, v in model.state_dict().items()}
    state = {k: v.contiguous().clone() for k, v in state.items()}
    save_file(state, HERE / f'{name}_weights.safetensors')
    save_file({k: v.detach().float().contiguous().clone() for k, v in golden.items()}, HERE / f'{name}_golden.safetensors')
    (HERE / f'{name}.json').write_text(json.dumps(notes, indent=1) + '\n')


def rounded(model, dtype):
    model.load_state_dict({k: v.to(dtype).float() if v.is_floating_point() else v for k, v in model.state_dict().items()})
    return model


def images(size):
    y, x = torch.meshgrid(torch.arange(size), torch.arange(size), indexing='ij')
    picture = torch.stack([0.5 + 0.5 * torch.sin(x / 5), 0.5 + 0.5 * torch.cos(y / 7), ((x - y).abs() < size / 4).float()])
    return picture[None].float(), torch.rand(1, 3, size, size)


def measure(forward, size, layers):
    """forward(normalised) -> (activations by name, embedding, attention by block or None)"""
    image, target = images(size)
    with torch.no_grad():
        wanted, wanted_embedding, _ = forward((target - MEAN) / STD)
    image.requires_grad_(True)
    found, embedding, attention = forward((image - MEAN) / STD)
    loss = sum(F.mse_loss(found[layer], wanted[layer]) for layer in layers)
    loss = loss + 0.1 * (1 - F.cosine_similarity(embedding, wanted_embedding)).mean()
    (gradient,) = torch.autograd.grad(loss, image)
    golden = {'image': image, 'target': target, 'embedding': embedding, 'loss': loss.reshape(1), 'gradient': gradient, **found}
    if attention:
        for i, a in enumerate(attention):
            golden[f'attention{i + 1}'] = a
        rows = torch.stack([a.mean(1)[0, 0, 1:] for a in attention]).mean(0)
        side = int(rows.numel() ** 0.5)
        up = F.interpolate(rows.view(1, 1, side, side), (size, size), mode='bicubic', align_corners=False)[0, 0]
        golden['relevance'] = (up - up.min()) / (up.max() - up.min())
    return golden


def hugging_face():
    common = dict(hidden_size=32, intermediate_size=64, num_hidden_layers=3, num_attention_heads=2, hidden_act='quick_gelu')
    config = transformers.CLIPConfig(
        text_config=dict(common, vocab_size=VOCABULARY, max_position_embeddings=CONTEXT, eos_token_id=47, bos_token_id=46, pad_token_id=0),
        vision_config=dict(common, image_size=32, patch_size=8),
        projection_dim=24,
        attn_implementation='eager',
    )
    model = rounded(shake(transformers.CLIPModel(config)), torch.bfloat16)

    def forward(pixels):
        out = model.vision_model(pixels, output_hidden_states=True, output_attentions=True)
        found = {f'block{i}': h for i, h in enumerate(out.hidden_states) if i > 0}
        return found, model.visual_projection(out.pooler_output), out.attentions

    golden = measure(forward, 32, ['block2', 'block3'])
    text = model.text_model(input_ids=IDS, attention_mask=torch.ones_like(IDS))
    golden['text'] = model.text_projection(text.pooler_output)
    save('hugging_face', model, torch.bfloat16, golden, {'activation': 'quick-gelu', 'heads': 2, 'layers': ['block2', 'block3']})


def open_clip_vit():
    model = CLIP(
        embed_dim=24,
        vision_cfg=CLIPVisionCfg(layers=2, width=32, head_width=16, patch_size=8, image_size=32),
        text_cfg=CLIPTextCfg(context_length=CONTEXT, vocab_size=VOCABULARY, width=32, heads=2, layers=2),
    )
    rounded(shake(model), torch.float16)

    def forward(pixels):
        found, handles = {}, []
        for i, block in enumerate(model.visual.transformer.resblocks):
            keep = lambda _m, _i, output, i=i: found.__setitem__(f'block{i + 1}', output)
            handles.append(block.register_forward_hook(keep))
        embedding = model.encode_image(pixels)
        for handle in handles:
            handle.remove()
        return found, embedding, None

    golden = measure(forward, 32, ['block1', 'block2'])
    golden['text'] = model.encode_text(F.pad(IDS, (0, CONTEXT - IDS.shape[1])))
    save('open_clip_vit', model, torch.float16, golden, {'activation': 'gelu', 'heads': 2, 'layers': ['block1', 'block2']})


def open_clip_resnet():
    model = CLIP(
        embed_dim=24,
        vision_cfg=CLIPVisionCfg(layers=(1, 2, 1, 2), width=8, head_width=16, image_size=64),
        text_cfg=CLIPTextCfg(context_length=CONTEXT, vocab_size=VOCABULARY, width=32, heads=2, layers=1),
        quick_gelu=True,
    )
    rounded(shake(model), torch.float16)

    def forward(pixels):
        found, handles = {}, []
        for i in range(1, 5):
            keep = lambda _m, _i, output, i=i: found.__setitem__(f'layer{i}', output)
            handles.append(getattr(model.visual, f'layer{i}').register_forward_hook(keep))
        embedding = model.encode_image(pixels)
        for handle in handles:
            handle.remove()
        return found, embedding, None

    golden = measure(forward, 64, ['layer2', 'layer3'])
    golden['text'] = model.encode_text(F.pad(IDS, (0, CONTEXT - IDS.shape[1])))
    heads = model.visual.attnpool.num_heads
    save('open_clip_resnet', model, torch.float16, golden, {'activation': 'quick-gelu', 'heads': heads, 'layers': ['layer2', 'layer3']})


def tokens():
    tokenizer = SimpleTokenizer()
    texts = [
        'a photo of a cat', 'a sketch of a {}', "A DOG'S life, isn't it?", 'hello   world\n\tfoo', "Schrödinger's café naïve",
        '3.14159 and 2023', '日本語のテキスト', 'emoji 🐱 cat 🚗', '', 'x' * 50, 'supercalifragilisticexpialidocious',
        '#hashtag @user http://a.b/c?d=e', "I'll we've they're I'd I'm", '...!!!???', 'word ' * 100, 'Ünïcödé ΑΒΓ привет مرحبا',
        'a_b-c/d\\e', '½ ² ①',
    ]
    rows = []
    for text in texts:
        ids = tokenizer(text)[0].tolist()
        rows.append({'text': text, 'ids': ids[: ids.index(tokenizer.eot_token_id) + 1]})
    (HERE / 'tokens.json').write_text('[\n' + ',\n'.join(json.dumps(row, ensure_ascii=False) for row in rows) + '\n]\n')


hugging_face()
open_clip_vit()
open_clip_resnet()
tokens()
print(f'torch {torch.__version__}, transformers {transformers.__version__}, open_clip {open_clip.__version__}')
