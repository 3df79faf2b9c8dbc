/** A board of a given shape, as large as fits into its place. */
import type { ComponentChildren } from 'preact';

export interface FittedProps {
  readonly width: number;
  readonly height: number;
  readonly busy?: boolean;
  readonly children: ComponentChildren;
}

export function Fitted({ width, height, busy, children }: FittedProps) {
  return (
    <div class="place">
      <div
        class={busy ? 'board busy' : 'board'}
        style={{ aspectRatio: `${width} / ${height}`, '--ratio': String(width / height) }}
      >
        {children}
      </div>
    </div>
  );
}
