import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findModel } from '../../src/models/catalogue.ts';
import { readPhoto } from '../../src/photo/read.ts';
import { fitFrame } from '../../src/raster/frame.ts';
import { placeOnCanvas } from '../../src/raster/resample.ts';
import { openImageNetwork, openTextNetwork } from '../../src/teachers/registry.ts';
import { checkAnswers, nameExamples, SELF_TEST } from '../../src/teachers/self-test.ts';
import { embedImage } from '../../src/vision/embed.ts';
import { createReferenceEngine } from '../helpers/eager-cpu.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { writeTinyClip } from '../helpers/tiny-clip.ts';

const assets = new URL('../../assets', import.meta.url).pathname;
const file = join(temporaryFolder(), 'clip-vit-b-32.safetensors');

describe('nameExamples', () => {
  it('says what a model takes each photo for', async () => {
    writeTinyClip(file);
    const entry = findModel('clip-vit-b-32');
    const engine = createReferenceEngine();
    const [image, text] = [openImageNetwork(entry, file), openTextNetwork(entry, file)];
    // a text tower that gives the words for a photo its embedding, all others the opposite of the first one's
    const known = new Map<string, Float32Array>();
    for (const { file: photo, shows } of SELF_TEST.photos) {
      const read = (await readPhoto(join(assets, photo))).image;
      const frame = fitFrame(read.width / read.height, image.canvasRule, image.size);
      known.set(shows, await embedImage(engine, image, placeOnCanvas(read, frame)));
    }
    const opposite = known.get('duck')!.map((v) => -v);
    const seeing = {
      ...text,
      logitScale: 1000,
      embedTexts: async (_: unknown, sentences: readonly string[]) =>
        Float32Array.from(
          sentences.flatMap((sentence) => {
            const word = [...known.keys()].find((shows) => sentence.includes(shows));
            return [...(word ? known.get(word)! : opposite)];
          }),
        ),
    };
    const answers = await nameExamples(engine, { image, text: seeing }, assets);
    expect(answers.map(({ named }) => named)).toEqual(SELF_TEST.photos.map(({ shows }) => shows));
    for (const { probability, namedProbability } of answers) expect(probability).toBe(namedProbability);
    expect(() => checkAnswers('clip', answers)).not.toThrow();
    engine.dispose();
  });

  it('is failed by one wrong name, with its numbers', () => {
    const right = { photo: 'a.jpg', shows: 'duck', named: 'duck', probability: 0.9, namedProbability: 0.9 };
    const wrong = { photo: 'b.jpg', shows: 'fish', named: 'house', probability: 0.07, namedProbability: 0.8 };
    expect(() => checkAnswers('clip-rn50', [right, wrong])).toThrow(
      'clip-rn50 does not see what it should: it takes a fish (7 %) for a house (80 %)',
    );
  });
});
