/** How alike a drawing and a photo are to the networks, and what a drawing is called. */

import type { Engine } from '../compute/program.ts';
import { createObjective } from '../loss/objective.ts';
import { fitFrame } from '../raster/frame.ts';
import type { RgbImage } from '../raster/raster.ts';
import { placeOnCanvas } from '../raster/resample.ts';
import { type LabelScore, scoreLabels } from '../vision/clip/zero-shot.ts';
import { cosineSimilarity, embedImage } from '../vision/embed.ts';
import type { ImageNetwork } from '../vision/network.ts';
import { loadDinov2 } from './dinov2.ts';
import type { ClipModel } from './registry.ts';

export interface Score {
  readonly model: string;
  /** Cosine of the embeddings of sketch and photo. */
  readonly similarity?: number;
  /** 1 - the embedded teacher's mean loss: how alike the patches' relations are. */
  readonly structure?: number;
  readonly labels?: readonly LabelScore[];
}

/** Compares with one of CLIP's models, and names among `labels`. */
export async function scoreWithClip(
  engine: Engine,
  { image, text }: ClipModel,
  sketch: RgbImage,
  photo?: RgbImage,
  labels?: readonly string[],
): Promise<Score> {
  const embedding = await embedImage(engine, image, onCanvas(sketch, image, sketch));
  const other = photo && (await embedImage(engine, image, onCanvas(photo, image, photo)));
  return {
    model: image.id,
    ...(other && { similarity: cosineSimilarity(embedding, other) }),
    ...(labels && { labels: await scoreLabels(engine, text, embedding, labels) }),
  };
}

/** Compares with the embedded network. @param sketch in the photo's own frame */
export async function scoreEmbedded(engine: Engine, sketch: RgbImage, photo: RgbImage): Promise<Score> {
  const teacher = await loadDinov2();
  const { network } = teacher.parts[0]!;
  const [drawn, seen] = [onCanvas(sketch, network, photo), onCanvas(photo, network, photo)];
  const objective = await createObjective(engine, teacher, [seen]);
  const ink = Float32Array.from({ length: drawn.width * drawn.height }, (_, i) => {
    const [red, green, blue] = drawn.data.subarray(3 * i, 3 * i + 3);
    return 1 - (red! + green! + blue!) / 3;
  });
  const { totals } = await objective.evaluate(ink, 1);
  const embeddings = [
    await embedImage(engine, network, drawn),
    await embedImage(engine, network, seen),
  ] as const;
  return {
    model: network.id,
    similarity: cosineSimilarity(...embeddings),
    structure: 1 - totals[0]! / objective.termNames.length,
  };
}

/** `image` centred on the canvas that the network has for a picture of the shape of `like`; white around. */
function onCanvas(image: RgbImage, network: ImageNetwork, like: RgbImage): RgbImage {
  const canvas = fitFrame(like.width / like.height, network.canvasRule, network.size);
  const aspect = image.width / image.height;
  const width = Math.min(canvas.width, canvas.height * aspect);
  const height = width / aspect;
  const [x, y] = [(canvas.width - width) / 2, (canvas.height - height) / 2];
  const placed = placeOnCanvas(image, { ...canvas, photo: { x, y, width, height } });
  for (let at = 0; at < canvas.width * canvas.height; at++) {
    const [column, row] = [(at % canvas.width) + 0.5, Math.floor(at / canvas.width) + 0.5];
    if (column < x || column > x + width || row < y || row > y + height)
      placed.data.fill(1, 3 * at, 3 * at + 3);
  }
  return placed;
}
