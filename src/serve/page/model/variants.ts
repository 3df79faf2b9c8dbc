/** A photo's drawings as a gallery, each to be seen once: other seeds may lead to the same strokes. */
import type { DrawingInfo, DrawingSummary, PhotoInfo } from '../../protocol.ts';

/**
 * Drawings to choose from, oldest first; levels only where they were changed by hand or are shown. Of several with the same strokes there is the
 * one that is shown, else the first. Those that are not known yet count as different.
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

/** Those that are looked at for it. */
export function candidates({ drawings, drawing }: PhotoInfo): readonly DrawingSummary[] {
  return drawings.filter(({ id, kind, edited }) => kind !== 'level' || edited || id === drawing);
}

/** The next seed that nobody has drawn with. */
export function nextSeed({ drawings }: PhotoInfo): number {
  return 1 + Math.max(-1, ...drawings.map(({ seed }) => seed));
}

function strokesKey({ sketch: { strokes } }: DrawingInfo): string {
  return strokes.map(({ points }) => points.map((value) => value.toFixed(2)).join()).join(';');
}
