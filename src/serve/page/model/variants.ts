/** A photo's drawings for the gallery, without duplicates: different seeds may give the same strokes. */
import type { DrawingInfo, DrawingSummary, PhotoInfo } from '../../protocol.ts';

/**
 * Drawings to choose from, oldest first. Drawings with another number of strokes are left out unless they were edited or are shown. Of several
 * with equal strokes the shown one is kept, else the first; drawings that are not loaded yet count as different.
 */
export function variantsOf(
  photo: PhotoInfo,
  known: ReadonlyMap<string, DrawingInfo>,
): readonly DrawingSummary[] {
  const byStrokes = new Map<string, DrawingSummary>();
  for (const each of candidates(photo)) {
    const info = known.get(each.id);
    const key = info ? strokesKey(info) : each.id;
    if (!byStrokes.has(key) || each.id === photo.drawing) byStrokes.set(key, each);
  }
  return [...byStrokes.values()];
}

/** Drawings that have to be loaded to decide which are duplicates. */
export function candidates({ drawings, drawing }: PhotoInfo): readonly DrawingSummary[] {
  return drawings.filter(({ id, kind, edited }) => kind !== 'level' || edited || id === drawing);
}

/** One more than the largest seed that the photo has a drawing of. */
export function nextSeed({ drawings }: PhotoInfo): number {
  return 1 + Math.max(-1, ...drawings.map(({ seed }) => seed));
}

function strokesKey({ sketch: { strokes } }: DrawingInfo): string {
  return strokes.map(({ points }) => points.map((value) => value.toFixed(2)).join()).join(';');
}
