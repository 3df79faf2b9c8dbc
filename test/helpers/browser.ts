import { existsSync } from 'node:fs';
import './patience.ts';

/** Debian's chromium, or null where it is not installed. */
export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync) ?? null;
