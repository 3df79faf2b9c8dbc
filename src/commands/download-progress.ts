/** Progress of a download as one line on a terminal; silent if stderr is not a terminal. */
import pc from 'picocolors';
import { formatBytes } from '../models/catalogue.ts';
import { remaining } from './progress.ts';
import { canRewrite, drawBar, fitLine, terminalSize } from './terminal.ts';

const BAR = { long: 24, short: 8 };
/** Terminals with fewer columns get a short bar. */
const NARROW = 72;
/** Least time between two updates, in milliseconds. */
const INTERVAL = 100;

export interface DownloadProgress {
  readonly onProgress: (received: number, total: number) => void;
  readonly onWait: () => void;
  end(): void;
}

export function createDownloadProgress(stream: NodeJS.WriteStream, label: string): DownloadProgress {
  const started = performance.now();
  let shown = Number.NEGATIVE_INFINITY;
  let first: number | undefined;
  const show = (text: string) => {
    if (canRewrite(stream)) stream.write(`\r\x1b[2K${fitLine(text, terminalSize(stream).columns - 1)}`);
  };
  return {
    onProgress(received, total) {
      const now = performance.now();
      first ??= received;
      if (now - shown < INTERVAL && received < total) return;
      shown = now;
      const bar = drawBar(received / total, terminalSize(stream).columns < NARROW ? BAR.short : BAR.long);
      const rate = (received - first) / (now - started);
      const left = rate > 0 ? `, ${remaining((total - received) / rate)} left` : '';
      const colors = pc.createColors(pc.isColorSupported);
      show(`${label} ${colors.cyan(bar)} ${formatBytes(received)} of ${formatBytes(total)}${left}`);
    },
    onWait: () => {
      if (canRewrite(stream)) show(`${label}: another process is fetching it; waiting`);
      else stream.write(`${label}: another process is fetching it; waiting\n`);
    },
    end: () => {
      if (canRewrite(stream)) stream.write('\r\x1b[2K');
    },
  };
}
