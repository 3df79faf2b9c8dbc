/** What each distance of a network says about one photo's drawings. */
import { onlySubject, squarePhoto, squareSketch } from '../judge/picture.ts';
import { photoPath, subjectMask } from '../judge/subject.ts';
import type { PhotoEntry } from '../photos.ts';
import { distancesFor } from './distances.ts';
import type { NamedSketch } from './drawings.ts';
import type { Look } from './looks.ts';
import type { Pair } from './table.ts';

export interface Comparison {
  readonly better: NamedSketch;
  readonly worse: readonly NamedSketch[];
}

/** Pairs of distances for each comparison, tap and distance; the photo is seen with its background white. */
export async function comparePhoto(
  look: Look,
  entry: PhotoEntry,
  comparisons: readonly Comparison[],
): Promise<Pair[]> {
  const mask = await subjectMask(entry, look.size);
  const photo = await look.features(onlySubject(await squarePhoto(photoPath(entry), look.size), mask));
  const seen = new Map<NamedSketch, Awaited<ReturnType<Look['features']>>>();
  for (const drawing of comparisons.flatMap(({ better, worse }) => [better, ...worse]))
    if (!seen.has(drawing)) seen.set(drawing, await look.features(squareSketch(drawing.sketch, look.size)));
  return Object.entries(photo).flatMap(([tap, target]) =>
    Object.entries(distancesFor(target.count)).flatMap(([distance, prepare]) => {
      const measure = prepare(target);
      const values = new Map([...seen].map(([drawing, features]) => [drawing, measure(features[tap]!)]));
      const what = { network: look.name, tap, distance, photo: entry.name };
      return comparisons.flatMap(({ better, worse }) =>
        worse.map((bad) => ({
          ...what,
          kind: bad.kind,
          good: values.get(better)!,
          bad: values.get(bad)!,
        })),
      );
    }),
  );
}
