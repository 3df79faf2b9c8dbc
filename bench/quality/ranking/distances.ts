/** Candidate distances between two activations, as plain arithmetic over patches. 0 when equal. */
import { cosine } from '../judge/statistics.ts';

/** Activations of one picture: `count` patches of `width` numbers, row-major. */
export interface PatchFeatures {
  readonly count: number;
  readonly width: number;
  readonly data: Float32Array;
}

/** Looks at the photo once; the result measures how far a sketch is from it. */
export type Distance = (photo: PatchFeatures) => (sketch: PatchFeatures) => number;

/** Self-similarity grows with the square of the number of patches; above this it is left out. */
const MOST_PATCHES = 400;

/** The distances that make sense for activations of `count` patches. */
export function distancesFor(count: number): Readonly<Record<string, Distance>> {
  const patchwise = { mse: relativeSquaredError, cosine: cosineDistance };
  if (count === 1) return patchwise;
  const centred: Distance = (photo) => {
    const distance = cosineDistance(centre(photo));
    return (sketch) => distance(centre(sketch));
  };
  if (count > MOST_PATCHES) return { ...patchwise, 'centred cosine': centred };
  return { ...patchwise, 'centred cosine': centred, 'self-similarity': selfSimilarityDistance };
}

/** Squared difference over the photo's own square. */
function relativeSquaredError(photo: PatchFeatures): (sketch: PatchFeatures) => number {
  const square = photo.data.reduce((sum, v) => sum + v * v, 0);
  return ({ data }) => data.reduce((sum, v, i) => sum + (v - photo.data[i]!) ** 2, 0) / square;
}

/** Mean over patches of 1 - cosine. */
function cosineDistance(photo: PatchFeatures): (sketch: PatchFeatures) => number {
  return (sketch) => {
    let sum = 0;
    for (let i = 0; i < photo.count; i++) sum += 1 - cosine(patch(sketch, i), patch(photo, i));
    return sum / photo.count;
  };
}

function selfSimilarityDistance(photo: PatchFeatures): (sketch: PatchFeatures) => number {
  const target = selfSimilarity(photo);
  return (sketch) => 1 - cosine(selfSimilarity(sketch), target);
}

function patch({ data, width }: PatchFeatures, i: number): Float32Array {
  return data.subarray(i * width, (i + 1) * width);
}

/** Takes off the mean patch. */
export function centre({ count, width, data }: PatchFeatures): PatchFeatures {
  const mean = new Float64Array(width);
  data.forEach((v, i) => {
    mean[i % width]! += v / count;
  });
  return { count, width, data: data.map((v, i) => v - mean[i % width]!) };
}

/** Cosines between all pairs of centred patches, their mean taken off, (count, count). */
function selfSimilarity(features: PatchFeatures): Float32Array {
  const { count, width, data } = centre(features);
  for (let i = 0; i < count; i++) {
    const row = data.subarray(i * width, (i + 1) * width);
    const length = Math.sqrt(row.reduce((sum, v) => sum + v * v, 0)) || 1;
    row.forEach((v, k) => {
      row[k] = v / length;
    });
  }
  const out = new Float32Array(count * count);
  for (let i = 0; i < count; i++)
    for (let j = 0; j <= i; j++) {
      let dot = 0;
      for (let k = 0; k < width; k++) dot += data[i * width + k]! * data[j * width + k]!;
      out[i * count + j] = dot;
      out[j * count + i] = dot;
    }
  const mean = out.reduce((sum, v) => sum + v, 0) / out.length;
  return out.map((v) => v - mean);
}
