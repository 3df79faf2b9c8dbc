import type { TensorData } from '../program.ts';

type Outputs = Readonly<Record<string, TensorData>>;

/** The largest relative distance, |a - b| / |b|, of outputs from those of a reference; infinite where they are not comparable. */
export function differenceOf(outputs: Outputs, reference: Outputs): number {
  let largest = 0;
  for (const [name, { data: b }] of Object.entries(reference)) {
    const a = outputs[name]?.data;
    if (a === undefined || a.length !== b.length) return Number.POSITIVE_INFINITY;
    let distance = 0;
    let length = 0;
    for (let i = 0; i < b.length; i++) {
      distance += (a[i]! - b[i]!) ** 2;
      length += b[i]! ** 2;
    }
    const relative = distance === 0 ? 0 : Math.sqrt(distance / length);
    if (!(relative <= largest)) largest = Number.isNaN(relative) ? Number.POSITIVE_INFINITY : relative;
  }
  return largest;
}
