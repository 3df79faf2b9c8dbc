/** Connected parts of maps. */

/** Calls `visit` with the cells that count as beside cell `i`; `i` itself may be among them. */
export type Neighbours = (i: number, visit: (j: number) => void) => void;

/** Sets of connected cells of at least `level`, in order of their first cell, each cell from its first on. */
export function connectedParts(map: Float32Array, level: number, neighbours: Neighbours): number[][] {
  const seen = new Uint8Array(map.length);
  const parts: number[][] = [];
  for (let start = 0; start < map.length; start++) {
    if (seen[start] || map[start] < level) continue;
    const part = [start];
    seen[start] = 1;
    for (let k = 0; k < part.length; k++) {
      neighbours(part[k], (j) => {
        if (seen[j] || map[j] < level) return;
        seen[j] = 1;
        part.push(j);
      });
    }
    parts.push(part);
  }
  return parts;
}
