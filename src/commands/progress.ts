/** Progress of a run as one line on a terminal; silent if stderr is not a terminal. */
import pc from 'picocolors';
import type { SketchEvent } from '../result.ts';
import { canRewrite, drawBar, fitLine, terminalSize } from './terminal.ts';

export interface Progress {
  onEvent(event: SketchEvent): void;
  /** Clears the line. */
  end(): void;
}

const SILENT: Progress = { onEvent: () => {}, end: () => {} };
/** Characters of the bar; the short one is for narrow terminals. */
const BAR = { long: 24, short: 8 };
const CLEAR = '\r\x1b[2K';

/** @param label printed first; cut to half of the line */
export function createProgress(stream: NodeJS.WriteStream, enabled: boolean, label = ''): Progress {
  if (!enabled || !canRewrite(stream)) return SILENT;
  const colors = pc.createColors(pc.isColorSupported);
  let started = 0;
  /** The first text that fits, else the last one, cut. */
  const show = (...texts: readonly string[]) => {
    const columns = terminalSize(stream).columns - 1;
    const shown = fitLine(label, Math.ceil(columns / 2));
    const lines = texts.map((text) => shown + text);
    const fitting = lines.find((line) => fitLine(line, columns) === line) ?? lines.at(-1) ?? '';
    stream.write(CLEAR + fitLine(fitting, columns));
  };
  return {
    onEvent(event) {
      if (event.stage !== 'optimise') {
        show(`${event.stage} ...`);
        return;
      }
      const { step, steps, losses } = event;
      if (step === 0) started = performance.now();
      const done = steps === 0 ? 1 : step / steps;
      const bar = (length: number) => colors.cyan(drawBar(done, length));
      const best = losses.reduce((a, b) => (b.loss < a.loss ? b : a));
      const left = step > 0 ? `, ${remaining((performance.now() - started) * (1 / done - 1))} left` : '';
      const seeds = losses.length > 1 ? `${losses.length} seeds, best ${best.seed}` : `seed ${best.seed}`;
      show(
        `${bar(BAR.long)} step ${step}/${steps}, ${seeds}, loss ${best.loss.toFixed(4)}${left}`,
        `${bar(BAR.short)} ${step}/${steps}, loss ${best.loss.toFixed(2)}${left}`,
        `${bar(BAR.short)} ${step}/${steps}${left}`,
      );
    },
    end: () => {
      stream.write(CLEAR);
    },
  };
}

/** `75 s` or `3 min`. */
export function remaining(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
