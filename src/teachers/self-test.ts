/**
 * Whether CLIP's weights see what they should: the example photos are named among a few words, zero-shot (vision/clip/zero-shot.ts). It
 * finds what hashes and shapes of tensors cannot: weights of another training, in another order, or read wrongly.
 */
import { assetPath } from '../assets.ts';
import type { Engine } from '../compute/program.ts';
import { ClipassoError } from '../errors.ts';
import { readPhoto } from '../photo/read.ts';
import { fitFrame } from '../raster/frame.ts';
import { placeOnCanvas } from '../raster/resample.ts';
import { scoreLabels } from '../vision/clip/zero-shot.ts';
import { embedImage } from '../vision/embed.ts';
import type { ClipModel } from './registry.ts';

export const SELF_TEST = {
  /** Photos that ship with the package, and what they show. */
  photos: [
    { file: 'examples/duck.jpg', shows: 'duck' },
    { file: 'examples/balloon.jpg', shows: 'hot air balloon' },
    { file: 'examples/grace-hopper.jpg', shows: 'woman in uniform' },
  ],
  /** What none of them shows. */
  others: ['bicycle', 'cup of coffee', 'house', 'sheet of paper', 'fish', 'chair'],
  /** Sentences about photos; `{}` is the word. */
  prompts: ['a photo of a {}.', 'a picture of a {}.', 'a close-up photo of the {}.'],
};

/** What a model takes one photo for. */
export interface SelfTestAnswer {
  readonly photo: string;
  readonly shows: string;
  readonly named: string;
  /** Of what the photo shows, and of what it was taken for, in [0, 1]. */
  readonly probability: number;
  readonly namedProbability: number;
}

/** Names every example photo. @param assets the copied `assets` folder; see assetPath */
export async function nameExamples(
  engine: Engine,
  { image, text }: ClipModel,
  assets?: string,
  params: typeof SELF_TEST = SELF_TEST,
): Promise<SelfTestAnswer[]> {
  const labels = [...params.photos.map(({ shows }) => shows), ...params.others];
  const answers: SelfTestAnswer[] = [];
  for (const { file, shows } of params.photos) {
    const { image: photo } = await readPhoto(assetPath(file, assets));
    const frame = fitFrame(photo.width / photo.height, image.canvasRule, image.size);
    const embedding = await embedImage(engine, image, placeOnCanvas(photo, frame));
    const scores = await scoreLabels(engine, text, embedding, labels, params.prompts);
    const [first] = scores;
    const { probability } = scores.find(({ label }) => label === shows)!;
    answers.push({
      ...{ photo: file, shows, probability },
      ...{ named: first!.label, namedProbability: first!.probability },
    });
  }
  return answers;
}

/** @throws ClipassoError 'model' with the numbers, when a photo is taken for something else */
export function checkAnswers(id: string, answers: readonly SelfTestAnswer[]): void {
  const wrong = answers.filter(({ shows, named }) => named !== shows);
  if (wrong.length === 0) return;
  const percent = (part: number) => `${Math.round(100 * part)} %`;
  const said = wrong.map(
    ({ shows, named, probability, namedProbability }) =>
      `a ${shows} (${percent(probability)}) for a ${named} (${percent(namedProbability)})`,
  );
  throw new ClipassoError(
    'model',
    `${id} does not see what it should: it takes ${said.join(', ')}; its weights are of another training or are read wrongly. ` +
      `Please report this with the numbers; --no-self-test leaves this check out`,
  );
}
