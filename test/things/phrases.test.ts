import '../helpers/patience.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/compute/program.ts';
import { fitFrame } from '../../src/raster/frame.ts';
import { crop, placeOnCanvas } from '../../src/raster/resample.ts';
import type { ClipModel } from '../../src/teachers/registry.ts';
import { embedThing, PHRASES, thingsByPhrase } from '../../src/things/phrases.ts';
import { tellThings } from '../../src/things/tell.ts';
import { cosineSimilarity, embedImage } from '../../src/vision/embed.ts';
import { testEngine } from '../helpers/network.ts';
import { loadTinyClip } from '../helpers/tiny-clip.ts';
import { lookAtDiscs, ONE_OPINION } from '../helpers/whole-look.ts';

const look = lookAtDiscs([
  { x: 60, y: 70, radius: 40, colour: [0.9, 0.1, 0.1] },
  { x: 190, y: 190, radius: 45, colour: [0.1, 0.2, 0.9] },
]);
const photo = look.image;
const things = await tellThings(photo, look, [], ONE_OPINION);
let engine: Engine;
let clip: ClipModel;
beforeAll(async () => {
  engine = await testEngine('onnx');
  clip = await loadTinyClip();
});

describe('embedThing', () => {
  it('lies between the embeddings of the crops, and differs from thing to thing', async () => {
    const { box } = things[0];
    const near = crop(photo, box);
    const frame = fitFrame(box.width / box.height, clip.image.canvasRule, clip.image.size);
    const plain = await embedImage(engine, clip.image, placeOnCanvas(near, frame));
    const [own, other] = [
      await embedThing(engine, clip.image, photo, things[0]),
      await embedThing(engine, clip.image, photo, things[1]),
    ];
    expect(cosineSimilarity(own, plain)).toBeGreaterThan(0.5);
    expect(cosineSimilarity(own, plain)).toBeLessThan(1);
    expect(cosineSimilarity(own, other)).toBeLessThan(0.999);
  });
});

describe('thingsByPhrase', () => {
  it('orders things by how well the phrase says them, and takes those that it says best', async () => {
    const all = await thingsByPhrase(engine, clip, { photo, things }, 'red disc', { ...PHRASES, least: 0 });
    expect([...all].sort((a, b) => a.number - b.number)).toEqual(things);
    const none = await thingsByPhrase(engine, clip, { photo, things }, 'red disc', {
      ...PHRASES,
      least: 1.01,
    });
    expect(none).toEqual([]);
  });

  it('does not take a thing that other words say better', async () => {
    // all of these are compared with the same words, so at most one has a probability above a half
    const phrases = ['object', 'thing', 'background', 'texture', 'person', 'animal', 'scenery'];
    const meant = await Promise.all(
      phrases.map((phrase) => thingsByPhrase(engine, clip, { photo, things: things.slice(0, 1) }, phrase)),
    );
    expect(meant.flat().length).toBeLessThanOrEqual(1);
  });
});
