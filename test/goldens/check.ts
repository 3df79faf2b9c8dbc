/** Draws a case as it is drawn now and compares it with its golden. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sketcher } from '../../src/sketch.ts';
import type { Sketch } from '../../src/strokes/stroke.ts';
import { writeSvg } from '../../src/strokes/svg.ts';
import { readSvg } from '../../src/strokes/svg-reader.ts';
import { drawingPath, type GoldenCase } from './cases.ts';
import { type DrawingDistance, drawingDistance } from './distance.ts';
import { comparisonPicture } from './picture.ts';

export interface Comparison extends DrawingDistance {
  /** Whether the SVG is the golden's to the byte. */
  readonly identical: boolean;
  /** The SVG as it is drawn now. */
  readonly svg: string;
}

/** Where pictures of what differs go; git ignores it. */
const PICTURES = 'out/goldens';

/** @throws Error if there is no golden of that name, and as Sketcher.sketch */
export async function compareWithGolden(sketcher: Sketcher, golden: GoldenCase): Promise<Comparison> {
  const svg = await drawCase(sketcher, golden);
  const kept = await readFile(drawingPath(golden.name), 'utf8');
  return { ...drawingDistance(parse(kept), parse(svg)), identical: svg === kept, svg };
}

/** The case's drawing as an SVG file without metadata. */
export async function drawCase(sketcher: Sketcher, { photo, options }: GoldenCase): Promise<string> {
  const { sketch } = await sketcher.sketch(photo, options);
  return writeSvg(sketch);
}

/** Writes photo, golden and `svg` side by side. @returns the picture's path */
export async function writePicture({ name, photo }: GoldenCase, svg: string): Promise<string> {
  const picture = await comparisonPicture(
    photo,
    parse(await readFile(drawingPath(name), 'utf8')),
    parse(svg),
  );
  const path = join(PICTURES, `${name}.png`);
  await mkdir(PICTURES, { recursive: true });
  await writeFile(path, picture);
  return path;
}

function parse(svg: string): Sketch {
  return readSvg(svg).sketch;
}
