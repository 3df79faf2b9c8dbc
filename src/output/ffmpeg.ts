/** Runs ffmpeg, which makes MP4. */
import { spawn } from 'node:child_process';
import { ClipassoError } from '../errors.ts';

/** @throws ClipassoError 'engine' if there is no ffmpeg */
export function checkFfmpeg(): Promise<void> {
  return runFfmpeg(['-v', 'error', '-version'], []);
}

/** @throws ClipassoError 'engine' if there is no ffmpeg, or it fails */
export function runFfmpeg(args: readonly string[], frames: readonly Uint8Array[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const ffmpeg = spawn('ffmpeg', args, { stdio: ['pipe', 'ignore', 'pipe'] });
    let complaint = '';
    ffmpeg.stderr.on('data', (text) => {
      complaint += text;
    });
    ffmpeg.on('error', (cause) => {
      const message = 'MP4 needs ffmpeg on the PATH; install it, or write .gif or .webp';
      reject(new ClipassoError('engine', message, { cause }));
    });
    ffmpeg.on('close', (code) => {
      const reason = complaint.trim().split('\n').at(-1);
      if (code === 0) resolve();
      else reject(new ClipassoError('engine', `ffmpeg could not make the movie: ${reason}`));
    });
    ffmpeg.stdin.on('error', () => {}); // ffmpeg's own message follows on stderr
    ffmpeg.stdin.end(Buffer.concat(frames));
  });
}
