/** Lines of a scene behind the things in it. */
import { SPLIT } from '../lines/pieces.ts';
import { mapValues } from '../raster/raster.ts';
import { uniformStrokes } from '../strokes/stroke.ts';
import { piecesOf } from './pieces.ts';
import { SELECTION, selectPieces } from './select.ts';
import type { Source } from './source.ts';

const BACKGROUND = {
  split: SPLIT,
  /** Width of the lines in that of the pen, where things stand before them, which are nearer. */
  fine: 0.7,
  /** What counts is that a line is there, so it may be drawn freely; and lines are to be all over the scene. */
  selection: { ...SELECTION, softness: 7, crowding: 0.4, spacing: 12 },
};

export const background: Source<typeof BACKGROUND> = {
  name: 'background',
  describe:
    'Long borders between the regions of a scene: horizon, roofs, shores, walls. They stop at the outlines of the things before them.',
  params: BACKGROUND,
  propose({ background: lines = [], image, mask }, { split, selection, fine }) {
    if (lines.length === 0) return {};
    const levels = piecesOf(lines, split);
    // the same run is a piece of several tolerances
    const pieces = [...new Map(levels.flat().map((piece) => [piece.points, piece])).values()];
    const alike = mapValues(
      { ...image, channels: 1, data: image.data.subarray(0, image.width * image.height) },
      () => 1,
    );
    return {
      background: (wanted) =>
        uniformStrokes(
          selectPieces(pieces, alike, wanted, selection).chosen.flatMap((k) => [...pieces[k].points]),
          mask ? fine : 1,
        ),
    };
  },
};
