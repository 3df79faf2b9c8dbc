/**
 * A drawing seen in several views at once: strokes are sampled on the canvas, the samples are warped as points, and each
 * view is rasterized sharply where it is seen. The gradient goes the same way back.
 *
 * A stroke keeps one width within a view: its width times the homography's mean local scale over the canvas.
 */
import { createStrokeSampler, type Polylines } from '../strokes/bezier.ts';
import { type Strokes, strokeCount } from '../strokes/stroke.ts';
import { type Homography, mapPoints, mapPointsBackward, meanScale } from '../views/homography.ts';
import { createRasterizer, createTape } from './coverage.ts';

/** Where drawings are seen. */
export interface Stage {
  /** Size of the canvas and of every view, pixels. */
  readonly width: number;
  readonly height: number;
  /** Canvas to view, see createViewBank. */
  readonly views: readonly Homography[];
}

export interface ViewRenderer {
  /**
   * Ink coverage in [0, 1] of every view, (V, H, W), into out[offset ..].
   * @throws ClipassoError 'input' if a stroke's coordinate or width is not finite.
   */
  render(strokes: Strokes, out: Float32Array | Float64Array, offset?: number): void;
  /**
   * Gradient (S, 4, 2) on the control points of the last `render`, per pixel, given that on its output, gradCoverage[offset ..] (V, H, W).
   */
  backward(gradCoverage: Float32Array | Float64Array, offset?: number): Float64Array;
}

export function createViewRenderer({ width, height, views }: Stage): ViewRenderer {
  const sampler = createStrokeSampler();
  const rasterizer = createRasterizer(width, height);
  const scales = views.map((view) => meanScale(view, width, height));
  const tapes = views.map(createTape);
  const mapped = views.map(() => new Float64Array(0));
  const radii = views.map(() => new Float64Array(0));
  let onMapped = new Float64Array(0);
  let samples: Polylines = { points: new Float64Array(0), starts: new Int32Array(1) };

  const inkOf = (v: number) => ({
    polylines: { points: mapped[v], starts: samples.starts },
    radii: radii[v],
  });

  return {
    render(strokes, out, offset = 0) {
      samples = sampler.sample(strokes);
      const count = strokeCount(strokes);
      for (let v = 0; v < views.length; v++) {
        if (mapped[v].length < samples.points.length) mapped[v] = new Float64Array(samples.points.length * 2);
        if (radii[v].length !== count) radii[v] = new Float64Array(count);
        mapPoints(views[v], samples.points, samples.points.length / 2, mapped[v]);
        for (let s = 0; s < count; s++) radii[v][s] = (strokes.widths[s] * scales[v]) / 2;
        rasterizer.forward(inkOf(v), tapes[v], out, offset + v * width * height);
      }
    },

    backward(gradCoverage, offset = 0) {
      const length = samples.points.length;
      const onSamples = new Float64Array(length);
      if (onMapped.length < length) onMapped = new Float64Array(length * 2);
      for (let v = 0; v < views.length; v++) {
        onMapped.fill(0, 0, length);
        rasterizer.backward(inkOf(v), tapes[v], gradCoverage, offset + v * width * height, onMapped);
        mapPointsBackward(views[v], samples.points, length / 2, onMapped, onSamples);
      }
      return sampler.backward(onSamples);
    },
  };
}
