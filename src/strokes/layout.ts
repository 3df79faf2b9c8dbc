/** Sketches placed on a page: several side by side, or one inside given bounds. */
import { concatStrokes, type Sketch, type Strokes } from './stroke.ts';

/** The strokes scaled by `scale`, then moved by (dx, dy). */
export function placeStrokes(strokes: Strokes, scale: number, dx: number, dy: number): Strokes {
  const { points, widths } = strokes;
  return {
    ...strokes,
    points: points.map((value, i) => value * scale + (i % 2 === 0 ? dx : dy)),
    widths: widths.map((width) => width * scale),
  };
}

/** One drawing of several in a row, `gap` apart, in order; all get the first one's height. */
export function sideBySide(sketches: readonly Sketch[], gap: number): Sketch {
  const { height } = sketches[0];
  const parts: Strokes[] = [];
  let x = 0;
  for (const sketch of sketches) {
    const scale = height / sketch.height;
    parts.push(placeStrokes(sketch.strokes, scale, x, 0));
    x += sketch.width * scale + gap;
  }
  return { ...sketches[0], width: x - gap, strokes: concatStrokes(...parts) };
}
