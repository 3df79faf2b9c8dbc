/**
 * Tells the things in a photo apart. The subject's mask is divided among the things that a detector found in it, by classifiers on the
 * network's tokens. Parts of the mask outside all boxes become things without a name; detected things outside the mask get a mask of their own.
 */
import type { WholeLook } from '../photo/look.ts';
import type { SubjectReader } from '../photo/reader.ts';
import type { Rect } from '../raster/frame.ts';
import { type Plane, plane, type RgbImage } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import { overlap, suppressOverlaps } from '../seeing/geometry.ts';
import type { DetectedObject } from '../seeing/objects.ts';
import { MASK_BESIDE, maskBeside } from './mask-beside.ts';
import { areaOfRegion, joinRegions, type Region, regionOf, without } from './region.ts';
import { claimPixels, SHARE_SUBJECT, shareSubject } from './share-subject.ts';
import { isDetail } from './subject-parts.ts';
import type { Thing } from './thing.ts';

export const TELL = {
  /** Least likelihood of a detection, ... */
  leastNamed: 0.45,
  /** ...and of one with the same name as a likelier one, e.g. a second person behind the first. */
  leastAlike: 0.4,
  /** Of two boxes with a larger intersection over union than this, whatever their names, the likelier is kept. */
  overlap: 0.6,
  /** A detection's share of the mask is the whole thing if its box and the detection's overlap at least this much; otherwise the rest is looked for in the box. */
  wholeBox: 0.6,
  /** Least area of a thing without a name, as a fraction of the photo... */
  leastShare: 0.006,
  /** ...and as a fraction of the largest thing. */
  leastOfLargest: 0.06,
  /** Largest number of things. */
  most: 30,
  subject: SHARE_SUBJECT,
  beside: MASK_BESIDE,
};

interface Told {
  readonly name: string | null;
  readonly likelihood: number;
  readonly region: Region;
}

/**
 * @param photo all of it; detections are in its pixels
 * @param reader whose second opinion tells from near what the subject's mask does not hold
 * @returns the things, the most prominent first
 */
export async function tellThings(
  photo: RgbImage,
  whole: WholeLook,
  detections: readonly DetectedObject[],
  { salience }: Pick<SubjectReader, 'salience'>,
  params = TELL,
): Promise<Thing[]> {
  const found = likelyOnes(detections, params);
  const working = found.map((thing) => ({ ...thing, box: toWorking(thing.box, whole) }));
  let known: readonly Plane[] | null = null;
  const claims = () => {
    known ??= claimPixels(whole, working, params.subject.claims);
    return known;
  };
  const { shares, rest } = shareSubject(whole, working, claims, params.subject);
  const owned = shares.map((pixels) => regionInPhoto(pixels, whole));
  const look = (k: number) =>
    maskBeside(photo, found[k].box, { scores: claims()[k], place: whole.content, salience }, params.beside);
  const others = (k: number) =>
    owned.filter(
      (other, l): other is Region =>
        other !== null && l !== k && !isDetail(found[k].box, found[l].box, params.subject.parts),
    );
  const named: Told[] = [];
  for (const [k, { name, score, box }] of found.entries()) {
    const own = owned[k];
    const isWhole = own && overlap(own.box, box) >= params.wholeBox;
    const region = isWhole ? own : joinRegions(own, without(await look(k), others(k)));
    if (region) named.push({ name, likelihood: score, region });
  }
  const unnamed = rest.flatMap((pixels): Told[] => {
    const region = regionInPhoto(pixels, whole);
    const likelihood = pixels.reduce((sum, i) => sum + whole.subject.data[i], 0) / pixels.length;
    return region ? [{ name: null, likelihood, region }] : [];
  });
  return numbered([...named, ...unnamed], photo, whole, params);
}

/** Detections that are likely enough; of those that cover the same area, the likeliest. */
export function likelyOnes(detections: readonly DetectedObject[], params = TELL): DetectedObject[] {
  const sure = detections.filter(({ score }) => score >= params.leastNamed);
  const isLikely = ({ name, score }: DetectedObject) =>
    score >= params.leastNamed || (score >= params.leastAlike && sure.some((other) => other.name === name));
  return suppressOverlaps(detections.filter(isLikely), params.overlap);
}

/** A box of the photo in pixels of its working image. */
export function toWorking(
  { x, y, width, height }: Rect,
  { content, image }: Pick<WholeLook, 'content' | 'image'>,
): Rect {
  const [toX, toY] = [image.width / content.width, image.height / content.height];
  return { x: (x - content.x) * toX, y: (y - content.y) * toY, width: width * toX, height: height * toY };
}

/** @param pixels of the working image */
function regionInPhoto(pixels: readonly number[], { image, mask, content }: WholeLook): Region | null {
  if (pixels.length === 0) return null;
  const own = new Float32Array(image.width * image.height);
  for (const i of pixels) own[i] = mask?.data[i] ?? 1;
  const region = regionOf(resample(plane(image, own), content));
  return (
    region && { ...region, box: { ...region.box, x: region.box.x + content.x, y: region.box.y + content.y } }
  );
}

/** Things by prominence, without those that are too small. */
function numbered(
  told: readonly Told[],
  { width, height }: RgbImage,
  whole: WholeLook,
  params: typeof TELL,
): Thing[] {
  const measured = told.map((thing) => ({ ...thing, area: areaOfRegion(thing.region) }));
  const largest = Math.max(0, ...measured.map(({ area }) => area));
  const least = Math.max(params.leastShare * width * height, params.leastOfLargest * largest);
  const prominent = createProminence(whole);
  return measured
    .filter(({ name, area }) => area > 0 && (name !== null || area >= least))
    .map(({ name, likelihood, region, area }) => ({
      ...{ name, likelihood, ...region, share: area / (width * height) },
      prominence: prominent(region),
    }))
    .sort((a, b) => b.prominence - a.prominence || b.share - a.share)
    .slice(0, params.most)
    .map((thing, k) => ({ ...thing, number: k + 1 }));
}

/** Fraction of the subject map's sum that lies in a region. */
function createProminence({ image, subject, content }: WholeLook): (region: Region) => number {
  const total = subject.data.reduce((sum, v) => sum + v, 0);
  const [toX, toY] = [content.width / image.width, content.height / image.height];
  return ({ box, mask }) => {
    let sum = 0;
    for (let y = 0; y < image.height; y++) {
      const v = Math.floor(content.y - box.y + (y + 0.5) * toY);
      if (v < 0 || v >= box.height) continue;
      for (let x = 0; x < image.width; x++) {
        const u = Math.floor(content.x - box.x + (x + 0.5) * toX);
        if (u >= 0 && u < box.width) sum += subject.data[y * image.width + x] * mask.data[v * box.width + u];
      }
    }
    return total > 0 ? sum / total : 0;
  };
}
