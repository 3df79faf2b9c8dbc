"""Keeps what the tests need of CLIPasso's own start points: python convert.py FOLDER_OF_THE_FULL_GOLDENS"""
import json
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

source, here = Path(sys.argv[1]), Path(__file__).parent
golden = load_file(source / 'init_golden.safetensors')
steps = load_file(source / 'init_xdog_steps.safetensors')
save_file(
    {
        'gray': steps['gray'].float().contiguous().half(),
        'response01': steps['response01'].float().contiguous(),
        'xdog': golden['xdog'].half().contiguous(),
        'prob_map_xdog': golden['prob_map_xdog'].contiguous(),
    },
    here / 'init.safetensors',
)
full = json.loads((source / 'init_golden.json').read_text())
names = ['np_seed', 'py_seed', 'otsu_threshold_on_response01', 'inds_row_col_xdog', 'points_px_xdog',
         'np_random_rand_seed0_first8', 'py_random_seed0_first8']
(here / 'init.json').write_text(json.dumps({name: full[name] for name in names}) + '\n')
