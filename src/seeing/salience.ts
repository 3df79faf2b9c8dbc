/**
 * How likely each pixel of a photo belongs to what stands out of it: U^2-Net's small network (X. Qin et al., "U^2-Net: Going deeper with
 * nested U-structure for salient object detection", 2020), which sees the photo at full resolution where a transformer sees patches.
 */
import type { Engine } from '../compute/program.ts';
import { type Plane, plane, type RgbImage } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import { openDetector, runDetector } from './network.ts';

/** Subjects that fill the photo are whole at this size, and in parts at 320 px, which is half as fast; thin parts are a little better there. */
const SIZE = { width: 256, height: 256 };
/** Of red, green and blue, in parts of the photo's brightest value: the network was trained on pictures normalised by them. */
const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];

/** Of the photo's size, in [0, 1]. */
export async function findSalience(engine: Engine, photo: RgbImage): Promise<Plane> {
  const { subject } = await runDetector(
    engine,
    openDetector('u2netp', engine.assets),
    planesOf(resample(photo, SIZE)),
  );
  return resample(plane(SIZE, subject!.data as Float32Array), photo);
}

/** (3, height, width), normalised. */
function planesOf({ width, height, data }: RgbImage): Float32Array {
  const size = width * height;
  const brightest = data.reduce((most, v) => Math.max(most, v), 1e-6);
  const planes = new Float32Array(3 * size);
  for (let c = 0; c < 3; c++)
    for (let i = 0; i < size; i++)
      planes[c * size + i] = (data[3 * i + c]! / brightest - MEAN[c]!) / DEVIATION[c]!;
  return planes;
}
