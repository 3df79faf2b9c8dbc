/** One line on a terminal that says how far a download is; silent when stderr is not a terminal. */
import pc from 'picocolors';
import { formatBytes } from '../models/catalogue.ts';
import { remaining } from './progress.ts';

const BAR = 24;
/** Not more often than this, in milliseconds. */
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
    if (stream.isTTY) stream.write(`\r\x1b[2K${text.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
  };
  return {
    onProgress(received, total) {
      const now = performance.now();
      first ??= received;
      if (now - shown < INTERVAL && received < total) return;
      shown = now;
      const bar = '█'.repeat(Math.round((received / total) * BAR)).padEnd(BAR, '░');
      const rate = (received - first) / (now - started);
      const left = rate > 0 ? `, ${remaining((total - received) / rate)} left` : '';
      const colors = pc.createColors(pc.isColorSupported);
      show(`${label} ${colors.cyan(bar)} ${formatBytes(received)} of ${formatBytes(total)}${left}`);
    },
    onWait: () => {
      if (stream.isTTY) show(`${label}: another process is fetching it; waiting`);
      else stream.write(`${label}: another process is fetching it; waiting\n`);
    },
    end: () => {
      if (stream.isTTY) stream.write('\r\x1b[2K');
    },
  };
}
