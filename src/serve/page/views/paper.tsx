/** A drawing on its paper, as SVG. */
import type { ComponentChildren } from 'preact';
import type { SketchData } from '../../protocol.ts';
import { pathData } from '../model/geometry.ts';
import { type Look, PLAIN_LOOK } from '../model/pens.ts';

export interface PaperProps {
  readonly sketch: SketchData;
  readonly look?: Look;
  /** Label for screen readers; without it the picture is decoration. */
  readonly label?: string;
  /** Without paper, so that the layer beneath shows through. */
  readonly clear?: boolean;
  readonly children?: ComponentChildren;
}

/** Black on white by default, also in dark mode: the drawing as it is saved. */
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
