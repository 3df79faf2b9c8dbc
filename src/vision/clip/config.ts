/**
 * What a weight file does not say about its network. Repositories have a config beside the weights, in open_clip's form
 * (`open_clip_config.json`) or in Hugging Face's (`config.json`); without one, the model's known values hold.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ClipassoError } from '../../errors.ts';
import type { Activation } from '../activations.ts';

export interface TowerConfig {
  readonly activation: Activation;
  readonly heads?: number;
}

export interface ClipConfig {
  readonly vision: TowerConfig;
  readonly text: TowerConfig;
}

/**
 * @param path of the weights; a file named after its model (`clip-rn101.safetensors`) may lie among others, so nothing
 * beside it is read
 * @param known the values without a config
 * @throws ClipassoError 'model' when the config is not JSON or has another activation
 */
export function readClipConfig(path: string, known: TowerConfig): ClipConfig {
  const beside = (name: string) => join(dirname(path), name);
  const owned = !/^clip-/.test(basename(path));
  if (owned && existsSync(beside('open_clip_config.json')))
    return readOpenClip(beside('open_clip_config.json'));
  if (owned && existsSync(beside('config.json'))) return readHuggingFace(beside('config.json'), known);
  return { vision: known, text: known };
}

function readOpenClip(path: string): ClipConfig {
  const { model_cfg: model } = readJson(path) as { model_cfg?: { quick_gelu?: boolean } };
  const tower: TowerConfig = { activation: model?.quick_gelu === true ? 'quick-gelu' : 'gelu' };
  return { vision: tower, text: tower };
}

interface HuggingFaceTower {
  readonly hidden_act?: string;
  readonly num_attention_heads?: number;
}

function readHuggingFace(path: string, known: TowerConfig): ClipConfig {
  const config = readJson(path) as {
    vision_config?: HuggingFaceTower;
    text_config?: HuggingFaceTower;
  };
  const tower = ({ hidden_act: act, num_attention_heads: heads }: HuggingFaceTower = {}): TowerConfig => {
    if (act !== undefined && act !== 'gelu' && act !== 'quick_gelu')
      throw new ClipassoError('model', `${path}: CLIP's activation is gelu or quick_gelu, not ${act}`);
    const activation = act === 'gelu' ? 'gelu' : act === 'quick_gelu' ? 'quick-gelu' : known.activation;
    return { activation, ...(heads !== undefined && { heads }) };
  };
  return { vision: tower(config.vision_config), text: tower(config.text_config) };
}

function readJson(path: string): unknown {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    throw new ClipassoError('model', `Cannot read ${path}: ${(cause as Error).message}`, { cause });
  }
  throw new ClipassoError('model', `Cannot read ${path}: it is not a JSON object`);
}
