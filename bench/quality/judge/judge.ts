/**
 * The independent judge: what no method under test optimises. It sees the subject alone (by masks of its own) and asks a
 * classifier's features, edge structure and distances to the outline.
 */
import { existsSync } from 'node:fs';
import type { CompiledProgram, Engine } from '../../../src/compute/program.ts';
import type { Sketch } from '../../../src/sketch.ts';
import type { PhotoEntry } from '../photos.ts';
import { JUDGE_SIZE, judgeProgram } from './efficientnet.ts';
import {
  GEOMETRY_SIZE,
  type GeometryScores,
  type GeometryTarget,
  geometryTarget,
  scoreGeometry,
} from './geometry.ts';
import { onlySubject, type SquarePicture, squarePhoto, squareSketch } from './picture.ts';
import { photoPath, subjectMask } from './subject.ts';
import { loadJudgeWeights } from './weights.ts';

/** Activations by tap. */
export type Features = Readonly<Record<string, Float32Array>>;

export interface JudgedPhoto {
  readonly entry: PhotoEntry;
  readonly path: string;
  /** Of the subject alone, on white. */
  readonly features: Features;
  readonly geometry: GeometryTarget;
}

export interface Judge {
  look(entry: PhotoEntry): Promise<JudgedPhoto>;
  features(sketch: Sketch): Promise<Features>;
  geometry(sketch: Sketch, photo: JudgedPhoto): GeometryScores;
}

/** @throws Error when a photo has not been fetched. */
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
        features: await activations(network, subject),
        geometry: geometryTarget(
          await squarePhoto(path, GEOMETRY_SIZE),
          await subjectMask(entry, GEOMETRY_SIZE),
        ),
      };
    },
    features: (sketch) => activations(network, squareSketch(sketch, JUDGE_SIZE)),
    geometry: (sketch, photo) => scoreGeometry(squareSketch(sketch, GEOMETRY_SIZE), photo.geometry),
  };
}

async function activations(network: CompiledProgram, picture: SquarePicture): Promise<Features> {
  const images = { shape: [1, picture.size, picture.size, 3], data: picture.rgb };
  const outputs = await network.run({ images });
  return Object.fromEntries(Object.entries(outputs).map(([tap, { data }]) => [tap, data as Float32Array]));
}
