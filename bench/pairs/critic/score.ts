/** The trained critic's score of a drawing: the larger of two drawings of one photo is the one that readers would sooner choose. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Engine } from '../../../src/compute/program.ts';
import { loadTeacher } from '../../../src/teachers/registry.ts';
import { createTools } from '../../../src/tools.ts';
import { type Facts, factsOf } from '../features/facts.ts';
import { createFeatureNetworks, featuresOf, lookAt, type Targets } from '../features/features.ts';
import type { PairPhoto } from '../photos.ts';
import type { Drawable } from '../picture.ts';
import { FEATURE_SETS } from './feature-sets.ts';
import type { Critic } from './model.ts';

export const CRITIC = fileURLToPath(new URL('../critic.json', import.meta.url));

export interface TrainedCritic {
  /** Differences between drawings of one photo mean something, scores of different photos do not compare. */
  score(photo: PairPhoto, drawing: Drawable): Promise<number>;
}

export function readCritic(): Critic {
  return JSON.parse(readFileSync(CRITIC, 'utf8')).weights;
}

/** Keeps what it saw of each photo. */
export async function openCritic(engine: Engine): Promise<TrainedCritic> {
  const critic = readCritic();
  const noClip = () => Promise.reject(new Error('phrases are not asked for'));
  const tools = createTools(await loadTeacher('dinov2-small'), engine, { clip: noClip, aside: null });
  const withTeacher = Object.keys(critic).some(FEATURE_SETS['the teacher']);
  const networks = await createFeatureNetworks(engine, withTeacher);
  const seen = new Map<string, { readonly facts: Facts; readonly targets: Targets }>();
  const look = async (photo: PairPhoto) => {
    const known = seen.get(photo.name);
    if (known) return known;
    const facts = await factsOf(photo, tools);
    const looked = { facts, targets: await lookAt(facts, networks) };
    seen.set(photo.name, looked);
    return looked;
  };
  return {
    async score(photo, drawing) {
      const { facts, targets } = await look(photo);
      const features = await featuresOf(drawing, facts, networks, targets);
      return scoreOf(critic, features);
    },
  };
}

/** The weighted sum; a feature that is missing counts nothing. */
export function scoreOf(critic: Critic, features: Readonly<Record<string, number>>): number {
  return Object.entries(critic).reduce((sum, [name, weight]) => {
    const value = features[name] ?? Number.NaN;
    return Number.isFinite(value) ? sum + weight * value : sum;
  }, 0);
}
