/** A sketch shown in the terminal itself. */

import { drawPng, drawSketch } from '../strokes/draw.ts';
import type { Sketch } from '../strokes/stroke.ts';
import type { DrawingStyle } from '../strokes/style.ts';

export type PreviewProtocol = 'kitty' | 'iterm2' | 'blocks';

/** Longer side in pixels of a picture sent to the terminal. */
const PICTURE_SIZE = 480;
const KITTY_CHUNK = 4096;
/** Grey levels 232 to 255 of the 256-colour palette. */
const FIRST_GREY = 232;
const GREYS = 24;

/** What the terminal described by its environment can show. */
export function previewProtocol(env: Readonly<Record<string, string | undefined>>): PreviewProtocol {
  if (env.TMUX || env.STY) return 'blocks'; // multiplexers swallow picture escapes
  if (env.KITTY_WINDOW_ID || env.TERM === 'xterm-kitty' || env.TERM_PROGRAM === 'ghostty') return 'kitty';
  if (env.TERM_PROGRAM === 'iTerm.app' || env.TERM_PROGRAM === 'WezTerm') return 'iterm2';
  return 'blocks';
}

/** Text that shows the sketch in a terminal `columns` wide, ending with a newline. */
export function previewSketch(
  sketch: Sketch,
  protocol: PreviewProtocol,
  columns: number,
  style: DrawingStyle = {},
): string {
  if (protocol === 'blocks') return blocks(sketch, Math.min(columns, 60), style);
  const png = drawPng(sketch, { ...style, size: PICTURE_SIZE }).toString('base64');
  return protocol === 'kitty'
    ? `${kitty(png)}\n`
    : `\x1b]1337;File=inline=1;preserveAspectRatio=1:${png}\x07\n`;
}

/** https://sw.kovidgoyal.net/kitty/graphics-protocol: PNG (f=100), transmit and display (a=T), in chunks. */
function kitty(png: string): string {
  const chunks = png.match(new RegExp(`.{1,${KITTY_CHUNK}}`, 'g')) ?? [];
  return chunks
    .map((chunk, i) => {
      const more = i < chunks.length - 1 ? 1 : 0;
      return `\x1b_G${i === 0 ? 'a=T,f=100,' : ''}m=${more};${chunk}\x1b\\`;
    })
    .join('');
}

/** Half blocks: each character is two square pixels, one above the other. */
function blocks(sketch: Sketch, columns: number, style: DrawingStyle): string {
  const longer = Math.max(1, Math.round((columns * Math.max(sketch.width, sketch.height)) / sketch.width));
  const canvas = drawSketch(thicken(sketch, longer), {
    ...style,
    size: longer,
    paper: style.paper ?? 'white',
  });
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const grey = (x: number, y: number) => {
    if (y >= height) return FIRST_GREY + GREYS - 1;
    const i = 4 * (y * width + x);
    const light = (0.299 * data[i] + 0.587 * data[i + 1] + 0.114 * data[i + 2]) / 255;
    return FIRST_GREY + Math.round(light * (GREYS - 1));
  };
  let text = '';
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x++) text += `\x1b[38;5;${grey(x, y)};48;5;${grey(x, y + 1)}m▀`;
    text += '\x1b[0m\n';
  }
  return text;
}

/** Lines at least a pixel wide at the preview's size, or they would fade. */
function thicken(sketch: Sketch, longer: number): Sketch {
  const pixel = Math.max(sketch.width, sketch.height) / longer;
  const widths = sketch.strokes.widths.map((width) => Math.max(width, pixel));
  return { ...sketch, strokes: { ...sketch.strokes, widths } };
}
