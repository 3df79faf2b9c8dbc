import { existsSync } from 'node:fs';

/** Debian's chromium, or null where it is not installed. */
export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync) ?? null;
