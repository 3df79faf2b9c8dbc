/** The embedded teacher: DINOv2 with its saliency head and probes. */
import type { Engine } from '../compute/program.ts';
import type { LossTerm } from '../loss/terms.ts';
import type { SubjectReader } from '../photo/reader.ts';
import { fitFrame } from '../raster/frame.ts';
import { placeOnCanvas, planeFromCanvas } from '../raster/resample.ts';
import { openDinov2 } from '../vision/dinov2.ts';
import type { ImageNetwork } from '../vision/network.ts';
import { readAttention, readLikelihoods } from './maps.ts';
import type { Teacher } from './teacher.ts';

/** Side of the square of whose area the saliency head sees a photo: thin limbs and spires that are lost in 224 px show. */
export const SUBJECT_SIZE = 448;

/** The last of its blocks, whose attention says where it looks. */
const LAST_BLOCK = 12;

/**
 * Patch by patch in the middle of the network. Of all blocks and distances these tell a good drawing from a jittered, shifted
 * or halved one best (docs/experiments/ranking-of-distances.md); the last blocks and the class token do so no better than chance.
 */
const TERMS: readonly LossTerm[] = ['block4', 'block5', 'block6', 'block7'].map((tap) => ({
  tap,
  distance: 'centred-cosine',
  weight: 1,
}));

/**
 * @param assets folder of the embedded network, as assetPath takes it
 * @throws ClipassoError 'model' when a file is missing, damaged or of another network
 */
export async function loadDinov2(assets?: string): Promise<Teacher> {
  const network = openDinov2(assets);
  return {
    id: 'dinov2-small',
    parts: [{ network, terms: TERMS }],
    reader: (engine) => ({
      canvas: { rule: network.canvasRule, size: network.size },
      attention: (image) => readAttention(engine, image, network, [LAST_BLOCK]),
      ...readSubjects(engine, network),
    }),
  };
}

/** Tells the subject and its face by the embedded network, for teachers that cannot by themselves too. */
export function readSubjects(engine: Engine, network: ImageNetwork): SubjectReader {
  return {
    async subject(photo) {
      const frame = fitFrame(photo.width / photo.height, network.canvasRule, SUBJECT_SIZE);
      const image = placeOnCanvas(photo, frame);
      const maps = await readLikelihoods(engine, image, network, ['subject', 'heads'], 'bilinear');
      const [subject, heads] = maps.map((map) => planeFromCanvas(map, frame, photo));
      return { subject: subject!, heads: heads! };
    },
    async face(head) {
      const [eyes, noses] = await readLikelihoods(engine, head, network, ['eyes', 'noses'], 'bicubic');
      return { eyes: eyes!, noses: noses! };
    },
  };
}
