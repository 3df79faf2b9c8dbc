/** A process that reads files as the program does, and reports the outcome and its memory after each. */
import { ClipassoError } from '../../src/errors.ts';
import { readPhoto } from '../../src/photo/read.ts';
import { loadMask } from '../../src/photo/subject.ts';

export interface ReadRequest {
  readonly path: string;
  readonly as: 'photo' | 'mask';
}

export interface ReadReply {
  readonly outcome: 'read' | 'refused' | 'broken';
  readonly message: string;
  readonly megabytes: number;
}

/** The photo that masks belong to. */
const MASKED = {
  image: { width: 96, height: 64, channels: 3 as const, data: new Float32Array(96 * 64 * 3) },
  alpha: null,
  originalWidth: 96,
  originalHeight: 64,
};

process.on('message', async ({ path, as }: ReadRequest) => {
  const megabytes = () => process.resourceUsage().maxRSS / 1024;
  try {
    await (as === 'photo' ? readPhoto(path) : loadMask(path, MASKED, false));
    process.send?.({ outcome: 'read', message: '', megabytes: megabytes() } satisfies ReadReply);
  } catch (error) {
    const outcome = error instanceof ClipassoError ? 'refused' : 'broken';
    const message = error instanceof Error ? error.message : String(error);
    process.send?.({ outcome, message, megabytes: megabytes() } satisfies ReadReply);
  }
});
