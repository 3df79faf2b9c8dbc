/** CLIPasso's own teacher (Vinker et al. 2022): which layers of CLIP a sketch is compared at, and where CLIP looks. */
import type { JudgePart, LossTerm } from '../loss/terms.ts';
import { openDinov2 } from '../vision/dinov2.ts';
import type { ImageNetwork } from '../vision/network.ts';
import type { ReadAside } from '../vision/weights.ts';
import { readSubjects } from './dinov2.ts';
import { readAttention } from './maps.ts';
import type { Teacher } from './teacher.ts';

export interface ClipNetworks {
  /** The residual network of the losses, RN101 in the paper. */
  readonly loss: ImageNetwork;
  /** The vision transformer of the saliency map, ViT-B/32 in the paper. */
  readonly saliency: ImageNetwork;
  /** Another network whose embedding is compared as well, e.g. ViT-B/16. */
  readonly semantic?: ImageNetwork | undefined;
}

/** Layers 2 and 3 tell the geometry, the embedding the meaning (section 3.2 and its code's defaults). */
const TERMS: readonly LossTerm[] = [
  { tap: 'layer2', distance: 'mse', weight: 1 },
  { tap: 'layer3', distance: 'mse', weight: 1 },
  { tap: 'embedding', distance: 'cosine', weight: 0.1 },
];

const SEMANTIC_TERMS: readonly LossTerm[] = [{ tap: 'embedding', distance: 'cosine', weight: 0.1 }];

/**
 * The teacher of the paper. Its attention is averaged over the heads of all blocks of the saliency network. The
 * embedded DINOv2 finds the subject and its face with this teacher too.
 * @param assets folder of the embedded network, as assetPath takes it
 * @param read its weights, where another thread reads them
 */
export function createClipTeacher(
  { loss, saliency, semantic }: ClipNetworks,
  assets?: string,
  read?: ReadAside,
): Teacher {
  const parts: JudgePart[] = [{ network: loss, terms: TERMS }];
  if (semantic) parts.push({ network: semantic, terms: SEMANTIC_TERMS });
  const blocks = Object.keys(saliency.weights.tensors).filter((name) => name.endsWith('/qkv/weight')).length;
  const layers = Array.from({ length: blocks }, (_, i) => i + 1);
  const embedded = openDinov2(assets, read);
  return {
    id: 'clip',
    parts,
    reader: (engine) => ({
      canvas: { rule: loss.canvasRule, size: loss.size },
      attention: (image) => readAttention(engine, image, saliency, layers),
      ...readSubjects(engine, embedded),
    }),
  };
}
