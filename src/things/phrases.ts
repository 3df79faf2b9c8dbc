/**
 * Finds the things that a phrase describes, by CLIP: a thing's embedding, the mean of its crops' embeddings, is compared with the embedding of
 * sentences about the phrase (X. Gu et al., "Open-vocabulary object detection via vision and language knowledge distillation", 2022: crops of a region at 1
 * and 1.5 times its size, and prompt ensembling). A third crop shows the thing without its surroundings.
 */
import type { Engine } from '../compute/program.ts';
import { fitFrame } from '../raster/frame.ts';
import { type RgbImage, withData } from '../raster/raster.ts';
import { crop, placeOnCanvas } from '../raster/resample.ts';
import type { TextNetwork } from '../vision/clip/text.ts';
import { scoreLabels } from '../vision/clip/zero-shot.ts';
import { embedImage } from '../vision/embed.ts';
import type { ImageNetwork } from '../vision/network.ts';
import { widened } from './claims.ts';
import { inPixels } from './region.ts';
import type { Thing } from './thing.ts';

export const PHRASES = {
  /** Margin of the second crop, as a fraction of the box's sides: together 1.5 times its size. */
  room: 0.25,
  /** Grey that replaces a thing's surroundings, in [0, 1]: about the mean of CLIP's training pictures. */
  grey: 0.45,
  /** Least probability of the phrase, against the words for anything else. */
  least: 0.5,
};

/** Sentences about photos; `{}` is the phrase. */
const PROMPTS: readonly string[] = [
  'a photo of a {}.',
  'a photo of the {}.',
  'a close-up photo of a {}.',
  'a cropped photo of the {}.',
  'a photo of a small {}.',
  'there is a {} in the scene.',
  '{}',
];

/** Words for a thing that the phrase does not describe. */
const OTHERS: readonly string[] = ['object', 'thing', 'background', 'texture', 'person', 'animal', 'scenery'];

/** Both towers of one of CLIP's models. */
export interface PhraseNetworks {
  readonly image: ImageNetwork;
  readonly text: TextNetwork;
}

/** Those of the photo's things that `phrase` describes, the likeliest first. */
export async function thingsByPhrase(
  engine: Engine,
  { image, text }: PhraseNetworks,
  { photo, things }: { readonly photo: RgbImage; readonly things: readonly Thing[] },
  phrase: string,
  params = PHRASES,
): Promise<Thing[]> {
  const labels = [phrase, ...OTHERS.filter((other) => other !== phrase)];
  const scored: { readonly thing: Thing; readonly probability: number }[] = [];
  for (const thing of things) {
    const embedding = await embedThing(engine, image, photo, thing, params);
    const scores = await scoreLabels(engine, text, embedding, labels, PROMPTS);
    scored.push({ thing, probability: scores.find(({ label }) => label === phrase)!.probability });
  }
  return scored
    .filter(({ probability }) => probability >= params.least)
    .sort((a, b) => b.probability - a.probability || a.thing.number - b.thing.number)
    .map(({ thing }) => thing);
}

/** The mean direction of the embeddings of a thing's crops. */
export async function embedThing(
  engine: Engine,
  network: ImageNetwork,
  photo: RgbImage,
  thing: Thing,
  params = PHRASES,
): Promise<Float32Array> {
  const near = crop(photo, thing.box);
  const around = crop(photo, inPixels(widened(thing.box, params.room), photo));
  const alone = withData(
    near,
    near.data.map((v, i) => params.grey + thing.mask.data[Math.floor(i / 3)] * (v - params.grey)),
  );
  let sum: Float32Array | null = null;
  for (const picture of [near, around, alone]) {
    const frame = fitFrame(picture.width / picture.height, network.canvasRule, network.size);
    const embedding = await embedImage(engine, network, placeOnCanvas(picture, frame));
    const length = Math.hypot(...embedding) || 1;
    sum ??= new Float32Array(embedding.length);
    for (let i = 0; i < embedding.length; i++) sum[i] += embedding[i] / length;
  }
  return sum!;
}
