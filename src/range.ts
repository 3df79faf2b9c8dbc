/** The integers `from`, `from + 1`, ... below `to`; none where `to` is not above `from`. */
export const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, k) => from + k);
