/** Seconds since the last lap, in milliseconds' resolution. */
export interface Stopwatch {
  lap(): number;
}

export function createStopwatch(): Stopwatch {
  let last = performance.now();
  return {
    lap() {
      const now = performance.now();
      const seconds = Math.round(now - last) / 1000;
      last = now;
      return seconds;
    },
  };
}
