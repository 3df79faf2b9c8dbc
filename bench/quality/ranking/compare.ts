/** What each distance of a network says about one photo's drawings. */
import { onlySubject, squarePhoto, squareSketch } from '../judge/picture.ts';
import { photoPath, subjectMask } from '../judge/subject.ts';
import type { PhotoEntry } from '../photos.ts';
import { distancesFor } from './distances.ts';
import type { NamedSketch } from './drawings.ts';
import type { RankedNetwork } from './networks.ts';
import type { Pair } from './table.ts';

export interface Comparison {
  readonly better: NamedSketch;
  readonly worse: readonly NamedSketch[];
}

/** Pairs of distances for each comparison, tap and distance; the photo is seen with its background white. */
export async function comparePhoto(
  network: RankedNetwork,
  entry: PhotoEntry,
  comparisons: readonly Comparison[],
): Promise<Pair[]> {
  const mask = await subjectMask(entry, network.size);
  const photo = await network.features(onlySubject(await squarePhoto(photoPath(entry), network.size), mask));
  const seen = new Map<NamedSketch, Awaited<ReturnType<RankedNetwork['features']>>>();
  for (const drawing of comparisons.flatMap(({ better, worse }) => [better, ...worse]))
    if (!seen.has(drawing))
      seen.set(drawing, await network.features(squareSketch(drawing.sketch, network.size)));
  return Object.entries(photo).flatMap(([tap, target]) =>
    Object.entries(distancesFor(target.count)).flatMap(([distance, prepare]) => {
      const measure = prepare(target);
      const values = new Map([...seen].map(([drawing, features]) => [drawing, measure(features[tap]!)]));
      const what = { network: network.name, tap, distance, photo: entry.name };
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
