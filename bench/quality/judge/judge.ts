/**
 * The independent judge: what no method under test optimises. It sees the subject alone (by masks of its own) and asks a
 * classifier's features, edge structure and distances to the outline.
 */
import { existsSync } from 'node:fs';
import type { CompiledProgram, Engine } from '../../../src/compute/program.ts';
import type { Sketch } from '../../../src/sketch.ts';
import type { PhotoEntry } from '../photos.ts';
import { centre, type PatchFeatures } from '../ranking/distances.ts';
import { JUDGE_SIZE, judgeProgram } from './efficientnet.ts';
import {
  GEOMETRY_SIZE,
  type GeometryScores,
  type GeometryTarget,
  geometryTarget,
  scoreGeometry,
} from './geometry.ts';
import { onlySubject, type SquarePicture, squarePhoto, squareSketch } from './picture.ts';
import { cosine, standardScore } from './statistics.ts';
import { photoPath, subjectMask } from './subject.ts';
import { loadJudgeWeights } from './weights.ts';

/** The stages that tell good drawings from bad ones best; later ones hardly see drawings (docs/experiments/ranking-of-distances.md). */
const STAGES = ['stage4', 'stage5'];

/** Centred activations of each stage. */
type Features = readonly PatchFeatures[];

export interface JudgedPhoto {
  readonly entry: PhotoEntry;
  readonly path: string;
  /** Of the subject alone, on white. */
  readonly features: Features;
  readonly geometry: GeometryTarget;
}

export interface Scores extends GeometryScores {
  /** Mean cosine between patches of drawing and photo, after taking off each one's mean patch; up to 1. */
  readonly likeness: number;
  /** How many standard deviations `likeness` lies above the drawing's likeness to all other photos. */
  readonly identity: number;
  /** 1 when no other photo is more like the drawing, 2 when one is, ... */
  readonly rank: number;
}

export interface Judge {
  look(entry: PhotoEntry): Promise<JudgedPhoto>;
  /** @param photos all photos that `photo` is to be told from, itself among them */
  score(sketch: Sketch, photo: JudgedPhoto, photos: readonly JudgedPhoto[]): Promise<Scores>;
}

/** Methods of the result throw Error when a photo has not been fetched. */
export async function createJudge(engine: Engine): Promise<Judge> {
  const network = await engine.compile(judgeProgram(loadJudgeWeights(), 1));
  return {
    async look(entry) {
      const path = photoPath(entry);
      if (!existsSync(path)) throw new Error(`${path} is missing; run npm run bench:photos`);
      const subject = onlySubject(await squarePhoto(path, JUDGE_SIZE), await subjectMask(entry, JUDGE_SIZE));
      return {
        entry,
        path,
        features: await look(network, subject),
        geometry: geometryTarget(
          await squarePhoto(path, GEOMETRY_SIZE),
          await subjectMask(entry, GEOMETRY_SIZE),
        ),
      };
    },
    async score(sketch, photo, photos) {
      const features = await look(network, squareSketch(sketch, JUDGE_SIZE));
      const likeness = likenessOf(features, photo.features);
      const others = photos
        .filter(({ entry }) => entry.name !== photo.entry.name)
        .map((other) => likenessOf(features, other.features));
      return {
        likeness,
        identity: standardScore(likeness, others),
        rank: 1 + others.filter((other) => other > likeness).length,
        ...scoreGeometry(squareSketch(sketch, GEOMETRY_SIZE), photo.geometry),
      };
    },
  };
}

async function look(network: CompiledProgram, picture: SquarePicture): Promise<Features> {
  const images = { shape: [1, picture.size, picture.size, 3], data: picture.rgb };
  const outputs = await network.run({ images });
  return STAGES.map((stage) => {
    const { shape, data } = outputs[stage]!;
    const width = shape.at(-1)!;
    return centre({ count: data.length / width, width, data: data as Float32Array });
  });
}

function likenessOf(sketch: Features, photo: Features): number {
  let sum = 0;
  sketch.forEach(({ count, width, data }, k) => {
    for (let i = 0; i < count; i++) {
      const at = [i * width, (i + 1) * width] as const;
      sum += cosine(data.subarray(...at), photo[k]!.data.subarray(...at)) / (count * STAGES.length);
    }
  });
  return sum;
}
