/** A drawing on its paper, as SVG. */
import type { ComponentChildren } from 'preact';
import type { SketchData } from '../../protocol.ts';
import { pathData } from '../model/geometry.ts';
import { type Look, PLAIN_LOOK } from '../model/pens.ts';

export interface PaperProps {
  readonly sketch: SketchData;
  readonly look?: Look;
  /** What it is, for those who do not see it; without it, a picture that only decorates. */
  readonly label?: string;
  /** Without paper, so that what lies beneath is seen. */
  readonly clear?: boolean;
  readonly children?: ComponentChildren;
}

/** Black and white where nothing else is chosen, in the dark too: it is the drawing as it is saved. */
const INK = '#000000';
const PAPER = '#ffffff';

export function Paper({ sketch, look = PLAIN_LOOK, label, clear, children }: PaperProps) {
  const { width, height, strokes } = sketch;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: a title would be a tooltip over the whole drawing; it has a label
    <svg
      class="paper"
      viewBox={`0 0 ${width} ${height}`}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' })}
    >
      {!clear && <rect width={width} height={height} fill={look.paper ?? PAPER} />}
      <g fill="none" stroke-linecap="round" stroke-linejoin="round">
        {strokes.map((stroke, index) => (
          <path
            key={index}
            d={pathData(stroke.points)}
            stroke={look.ink ?? stroke.color ?? INK}
            stroke-width={look.width ?? stroke.width}
          />
        ))}
      </g>
      {children}
    </svg>
  );
}
