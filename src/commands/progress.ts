/** One line on a terminal that says where a run is; silent when stderr is not a terminal. */
import pc from 'picocolors';
import type { SketchEvent } from '../result.ts';

export interface Progress {
  onEvent(event: SketchEvent): void;
  /** Clears the line. */
  end(): void;
}

const SILENT: Progress = { onEvent: () => {}, end: () => {} };
const BAR = 24;

export function createProgress(stream: NodeJS.WriteStream, enabled: boolean, label = ''): Progress {
  if (!enabled || !stream.isTTY) return SILENT;
  const colors = pc.createColors(pc.isColorSupported);
  let started = 0;
  const show = (text: string) => {
    stream.write(`\r\x1b[2K${text.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
  };
  return {
    onEvent(event) {
      if (event.stage !== 'optimise') {
        show(`${label}${event.stage} ...`);
        return;
      }
      const { step, steps, losses } = event;
      if (step === 0) started = performance.now();
      const done = steps === 0 ? 1 : step / steps;
      const bar = '█'.repeat(Math.round(done * BAR)).padEnd(BAR, '░');
      const best = losses.reduce((a, b) => (b.loss < a.loss ? b : a));
      const left = step > 0 ? `, ${remaining((performance.now() - started) * (1 / done - 1))} left` : '';
      const seeds = losses.length > 1 ? `${losses.length} seeds, best ${best.seed}` : `seed ${best.seed}`;
      show(
        `${label}${colors.cyan(bar)} step ${step}/${steps}, ${seeds}, loss ${best.loss.toFixed(4)}${left}`,
      );
    },
    end: () => {
      stream.write('\r\x1b[2K');
    },
  };
}

/** `75 s` or `3 min`. */
export function remaining(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
