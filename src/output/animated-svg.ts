/** Animated SVG without scripts: a drawing being drawn (CSS), or the strokes' movement during optimisation (SMIL). */

import { strokeLengths } from '../strokes/partial.ts';
import type { Sketch, Strokes } from '../strokes/stroke.ts';
import type { DrawingStyle } from '../strokes/style.ts';
import {
  formatNumber,
  groupOpening,
  paperRect,
  pathData,
  strokeAttributes,
  svgHeader,
  svgOpening,
} from '../strokes/svg.ts';
import type { Timing } from './frames.ts';

/**
 * Each path is one dash that grows after the paths before it are finished; then the drawing stands still and starts again. Programs
 * without CSS animation, and users who prefer reduced motion, see the finished drawing.
 */
export function writeDrawingSvg(
  sketch: Sketch,
  style: DrawingStyle,
  timing: Timing,
  metadata?: object,
): string {
  const { widths, points } = sketch.strokes;
  const lengths = strokeLengths(sketch.strokes).map((length, s) => Math.max(length, widths[s]));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const cycle = timing.seconds + timing.hold;
  const percent = (length: number) => formatNumber((100 * timing.seconds * length) / total / cycle);
  let drawn = 0;
  const keyframes: string[] = [];
  const paths = strokeAttributes(sketch.strokes, style).map((own, s) => {
    const from = percent(drawn);
    drawn += lengths[s];
    // hidden until it is drawn, or its round caps would show as dots
    keyframes.push(
      `@keyframes s${s}{0%,${from}%{stroke-dashoffset:1;visibility:hidden}${from}%{visibility:visible}` +
        `${percent(drawn)}%,100%{stroke-dashoffset:0;visibility:visible}}`,
    );
    return `<path d="${pathData(points, s)}" pathLength="1"${own} style="animation-name:s${s}"/>`;
  });
  const css = [
    '@media (prefers-reduced-motion: no-preference){',
    `path{stroke-dasharray:1 2;animation:${formatNumber(cycle)}s linear infinite}`,
    '}',
    ...keyframes,
  ];
  return assemble(sketch, style, metadata, [`<style>\n${css.join('\n')}\n</style>`], paths);
}

/** Each path moves through its states in `history`, which all have the same number of strokes, and stops at the last. */
export function writeHistorySvg(
  sketch: Sketch,
  history: readonly Strokes[],
  style: DrawingStyle,
  timing: Timing,
  metadata?: object,
): string {
  const cycle = timing.seconds + timing.hold;
  const states = [...history, sketch.strokes];
  const times = states.map((_, i) => ((i / (states.length - 1)) * timing.seconds) / cycle);
  const keyTimes = [...times, 1].map((time) => time.toFixed(4)).join(';');
  const paths = strokeAttributes(sketch.strokes, style).map((own, s) => {
    const outlines = states.map((strokes) => pathData(strokes.points, s));
    const last = outlines[outlines.length - 1];
    return (
      `<path d="${last}"${own}><animate attributeName="d" dur="${formatNumber(cycle)}s" ` +
      `repeatCount="indefinite" keyTimes="${keyTimes}" values="${[...outlines, last].join(';')}"/></path>`
    );
  });
  return assemble(sketch, style, metadata, [], paths);
}

function assemble(
  sketch: Sketch,
  style: DrawingStyle,
  metadata: object | undefined,
  before: readonly string[],
  paths: readonly string[],
): string {
  const lines = [
    svgOpening(sketch, style),
    ...svgHeader(style, metadata),
    ...before,
    ...paperRect(sketch, style),
    groupOpening(sketch.strokes, style),
    ...paths,
    '</g>',
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}
