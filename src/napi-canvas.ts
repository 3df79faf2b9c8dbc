/** @napi-rs/canvas by `require`, for the same reason as sharp.ts. */
import { createRequire } from 'node:module';

export type { Canvas, SKRSContext2D } from '@napi-rs/canvas';

export const { createCanvas, loadImage } = createRequire(import.meta.url)(
  '@napi-rs/canvas',
) as typeof import('@napi-rs/canvas');
