/** The embedded teacher: DINOv2 with its saliency head and probes. */
import type { Engine, TensorData } from '../compute/program.ts';
import { logistic } from '../logit.ts';
import type { LossTerm } from '../loss/terms.ts';
import type { SubjectReader, TokenGrid } from '../photo/reader.ts';
import { type Frame, fitFrame } from '../raster/frame.ts';
import type { Plane, RgbImage } from '../raster/raster.ts';
import { placeOnCanvas, takeFromCanvas } from '../raster/resample.ts';
import { findBoundaries } from '../seeing/boundaries.ts';
import { findSalience } from '../seeing/salience.ts';
import { openDinov2 } from '../vision/dinov2.ts';
import type { ImageNetwork } from '../vision/network.ts';
import { readTaps } from '../vision/pass.ts';
import { lazy, type ReadAside } from '../vision/weights.ts';
import { attentionMap, likelihoods } from './maps.ts';
import type { Teacher } from './teacher.ts';

/** Side of the square of whose area the saliency head sees a photo: thin limbs and spires that are lost in 224 px show. */
export const SUBJECT_SIZE = 448;

/** The block whose tokens change most from part to part, and least within one. */
const PARTS = 'block9';

/** The attention of the last of its blocks says where it looks. */
const LOOKED = 'classAttention12';

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
 * @param read its weights, where another thread reads them
 * @throws ClipassoError 'model' when a file is missing, damaged or of another network
 */
export async function loadDinov2(assets?: string, read?: ReadAside): Promise<Teacher> {
  const network = openDinov2(assets, read);
  return {
    id: 'dinov2-small',
    parts: [{ network, terms: TERMS }],
    reader: (engine) => ({
      canvas: { rule: network.canvasRule, size: network.size },
      ...readSubjects(engine, network),
    }),
  };
}

/** Tells the subject and its face by the embedded network, for teachers that cannot by themselves too. */
export function readSubjects(engine: Engine, network: ImageNetwork): SubjectReader {
  const read = async (photo: RgbImage, taps: readonly string[]) => {
    const frame = fitFrame(photo.width / photo.height, network.canvasRule, SUBJECT_SIZE);
    const image = placeOnCanvas(photo, frame);
    return { frame, image, found: await readTaps(engine, network, image, taps) };
  };
  return {
    async subject(photo) {
      const { frame, image, found } = await read(photo, ['subject', 'heads', PARTS, LOOKED]);
      const onPhoto = (map: Plane) => takeFromCanvas(map, frame, photo);
      const map = (tap: string) => onPhoto(likelihoods(found[tap]!, image, 'bilinear'));
      return {
        subject: map('subject'),
        heads: map('heads'),
        attention: lazy(() => onPhoto(attentionMap([found[LOOKED]!], image))),
        tokens: tokenGrid(found[PARTS]!, frame),
      };
    },
    salience: (photo) => findSalience(engine, photo),
    boundaries: (photo) => findBoundaries(engine, photo),
    async face(head) {
      const { eyes, noses, faces } = await readTaps(engine, network, head, ['eyes', 'noses', 'faces']);
      const map = (logits: TensorData) => likelihoods(logits, head, 'bicubic');
      return { face: logistic(faces!.data[0]!), eyes: map(eyes!), noses: map(noses!) };
    },
  };
}

/** The patch tokens (1, 1 + N, width) of a picture on its canvas, less the class token. */
function tokenGrid({ shape, data }: TensorData, { width: canvas, height, photo }: Frame): TokenGrid {
  const [, count, width] = shape as [number, number, number];
  const patch = Math.sqrt((canvas * height) / (count - 1));
  return {
    rows: height / patch,
    columns: canvas / patch,
    width,
    data: (data as Float32Array).slice(width),
    photo: {
      x: photo.x / patch,
      y: photo.y / patch,
      width: photo.width / patch,
      height: photo.height / patch,
    },
  };
}
