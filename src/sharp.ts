/**
 * sharp by `require`. To import a CommonJS package, Node 20 looks through its text for the names that it exports, and optimises the code
 * that does so in every thread anew: 35 ms of processor time a package and thread.
 */
import { createRequire } from 'node:module';
import type sharpModule from 'sharp';

export type { Metadata, Sharp } from 'sharp';

export const sharp = createRequire(import.meta.url)('sharp') as typeof sharpModule;
