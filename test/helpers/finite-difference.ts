/** Central differences of a scalar function at `at`, one coordinate after another: O(h^2). */
export function finiteDifference(f: (x: Float64Array) => number, at: Float64Array, h: number): Float64Array {
  const x = Float64Array.from(at);
  return at.map((value, i) => {
    x[i] = value + h;
    const above = f(x);
    x[i] = value - h;
    const below = f(x);
    x[i] = value;
    return (above - below) / (2 * h);
  });
}

/** The same for a function of a whole picture, which is moved at `places` alone; one value for each. */
export function finiteDifferenceAt(
  f: (picture: Float32Array) => number,
  picture: Float32Array,
  places: readonly number[],
  h: number,
): Float64Array {
  const moved = Float32Array.from(picture);
  return finiteDifference(
    (x) => {
      places.forEach((place, k) => {
        moved[place] = x[k];
      });
      return f(moved);
    },
    Float64Array.from(places, (place) => picture[place]),
    h,
  );
}

/** Cosine of the angle between two vectors. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    dot += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return dot / Math.sqrt(aa * bb);
}
