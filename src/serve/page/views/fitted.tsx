/** A box of a given aspect ratio, as large as its container allows. */
import type { ComponentChildren } from 'preact';

export interface FittedProps {
  readonly width: number;
  readonly height: number;
  readonly busy?: boolean;
  /** Background colour. */
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
