/** Preview of a sketch in the terminal. */

import { drawPng, drawSketch } from '../strokes/draw.ts';
import type { Sketch } from '../strokes/stroke.ts';
import type { DrawingStyle } from '../strokes/style.ts';

export type PreviewProtocol = 'kitty' | 'iterm2' | 'blocks' | 'dots';

/** Room for a picture in characters, each taken to be twice as high as wide. */
export interface PreviewRoom {
  readonly columns: number;
  readonly rows: number;
}

/** Largest width of a picture, in characters. */
const MAX_COLUMNS = 60;
/** Rows left free for the command's output and the prompt. */
const FREE_ROWS = 3;
/** Longer side in pixels of a picture sent to the terminal. */
const PICTURE_SIZE = 480;
const KITTY_CHUNK = 4096;
/** Grey levels 232 to 255 of the 256-colour palette. */
const FIRST_GREY = 232;
const GREYS = 24;
/** Bit of each dot of a braille character, by row and column (Unicode, U+2800). */
const BRAILLE = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;
/** Least ink, 0 to 1, for which a dot is set. */
const DOT = 0.4;

/** The best protocol of the terminal that the environment variables describe. */
export function previewProtocol(env: Readonly<Record<string, string | undefined>>): PreviewProtocol {
  const { TERM = '', TERM_PROGRAM } = env;
  if (env.NO_COLOR || /^(dumb|unknown|vt\d+)$/.test(TERM)) return 'dots';
  // multiplexers drop picture escapes, but pass on the outer terminal's variables
  if (env.TMUX || env.STY || env.ZELLIJ !== undefined || /^(screen|tmux)/.test(TERM)) return 'blocks';
  if (TERM_PROGRAM === 'vscode') return 'blocks'; // may inherit the variables of the terminal that started it
  if (env.KITTY_WINDOW_ID || TERM === 'xterm-kitty' || TERM_PROGRAM === 'ghostty') return 'kitty';
  if (TERM_PROGRAM === 'iTerm.app' || TERM_PROGRAM === 'WezTerm') return 'iterm2';
  return 'blocks';
}

/** Text that shows the sketch, as large as the room allows, ending with a newline. */
export function previewSketch(
  sketch: Sketch,
  protocol: PreviewProtocol,
  { columns, rows }: PreviewRoom,
  style: DrawingStyle = {},
): string {
  const shape = sketch.height / sketch.width;
  const highest = Math.max(1, rows - FREE_ROWS);
  const wide = Math.max(1, Math.min(columns, MAX_COLUMNS, Math.floor((2 * highest) / shape)));
  if (protocol === 'blocks') return blocks(sketch, wide, style);
  if (protocol === 'dots') return dots(sketch, wide);
  const png = drawPng(sketch, { ...style, size: PICTURE_SIZE }).toString('base64');
  const high = Math.max(1, Math.round((wide * shape) / 2));
  return protocol === 'kitty'
    ? `${kitty(png, high)}\n`
    : `\x1b]1337;File=inline=1;height=${high};preserveAspectRatio=1:${png}\x07\n`;
}

/** https://sw.kovidgoyal.net/kitty/graphics-protocol: PNG (f=100), transmit and display (a=T) in r rows, in chunks. */
function kitty(png: string, rows: number): string {
  const chunks = png.match(new RegExp(`.{1,${KITTY_CHUNK}}`, 'g')) ?? [];
  return chunks
    .map((chunk, i) => {
      const more = i < chunks.length - 1 ? 1 : 0;
      return `\x1b_G${i === 0 ? `a=T,f=100,r=${rows},` : ''}m=${more};${chunk}\x1b\\`;
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

/** Braille characters, each of which is two by four dots: no colours, no escape codes. */
function dots(sketch: Sketch, columns: number): string {
  const longer = Math.max(
    2,
    Math.round((2 * columns * Math.max(sketch.width, sketch.height)) / sketch.width),
  );
  const canvas = drawSketch(thicken(sketch, longer), { size: longer, paper: 'white' });
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const isInk = (x: number, y: number) =>
    x < width && y < height && 1 - data[4 * (y * width + x)] / 255 >= DOT;
  let text = '';
  for (let y = 0; y < height; y += 4) {
    let line = '';
    for (let x = 0; x < width; x += 2) {
      let bits = 0;
      for (const [dy, row] of BRAILLE.entries())
        for (const [dx, bit] of row.entries()) if (isInk(x + dx, y + dy)) bits |= bit;
      line += String.fromCodePoint(0x2800 + bits);
    }
    text += `${line}\n`;
  }
  return text;
}

/** Makes lines at least a pixel wide at the preview's size, or they would be too faint. */
function thicken(sketch: Sketch, longer: number): Sketch {
  const pixel = Math.max(sketch.width, sketch.height) / longer;
  const widths = sketch.strokes.widths.map((width) => Math.max(width, pixel));
  return { ...sketch, strokes: { ...sketch.strokes, widths } };
}
