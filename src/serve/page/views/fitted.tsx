/** A board of a given shape, as large as fits into its place. */
import type { ComponentChildren } from 'preact';

export interface FittedProps {
  readonly width: number;
  readonly height: number;
  readonly busy?: boolean;
  /** Its colour, under what is on it. */
  readonly paper?: string | null;
  readonly children: ComponentChildren;
}

export function Fitted({ width, height, busy, paper, children }: FittedProps) {
  return (
    <div class="place">
      <div
        class={busy ? 'board busy' : 'board'}
        style={{
          aspectRatio: `${width} / ${height}`,
          '--ratio': String(width / height),
          ...(paper && { backgroundColor: paper }),
        }}
      >
        {children}
      </div>
    </div>
  );
}
