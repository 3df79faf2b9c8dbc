/**
 * A sketcher without a network, for tests of what happens around it: it reads photos as the real one does, with the same
 * errors, and draws one horizontal line per stroke, as wide as the photo is dark there.
 */
import { resolveSketchOptions, type SketchOptions } from '../../src/options.ts';
import { readPhoto } from '../../src/photo/read.ts';
import type { Sketcher } from '../../src/sketch.ts';

/** What it takes for 'auto'. */
export const AUTO = 7;

export function createQuickSketcher(base: SketchOptions): Sketcher {
  return {
    warnings: [],
    remarks: [],
    async sketch(source, overrides = {}, context = {}) {
      const options = resolveSketchOptions({ ...base, ...overrides });
      context.onEvent?.({ stage: 'photo' });
      const { image } = await readPhoto(source);
      const points: number[] = [];
      const widths: number[] = [];
      const count = options.strokes === 'auto' ? AUTO : options.strokes;
      for (let s = 0; s < count; s++) {
        const y = Math.floor(((s + 0.5) * image.height) / count);
        const row = image.data.subarray(y * image.width * 3, (y + 1) * image.width * 3);
        points.push(...[0, 1, 2, 3].flatMap((i) => [(i * image.width) / 3, y]));
        widths.push(1 + 10 * (1 - row.reduce((sum, value) => sum + value, 0) / row.length));
      }
      const strokes = { points: Float64Array.from(points), widths: Float64Array.from(widths) };
      const loss = widths.reduce((sum, width) => sum + width, 0);
      return {
        sketch: { width: image.width, height: image.height, strokes },
        seed: options.seed,
        loss,
        seeds: [{ seed: options.seed, startLoss: loss, bestLoss: loss, terms: {}, iterations: 0 }],
        features: [],
        scene: false,
        options,
        teacher: options.teacher,
        engine: 'onnx',
        timings: {},
        warnings: [],
        remarks: [],
        aborted: context.signal?.aborted ?? false,
      };
    },
    look: () => Promise.reject(new Error('it only draws')),
    things: () => Promise.reject(new Error('it only draws')),
    dispose() {},
  };
}
