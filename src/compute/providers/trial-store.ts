/** Trials of providers, kept in the cache's folder: one file for each provider and state of the machine. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readEntry, writeEntry } from '../cache/file.ts';
import { cacheFolder, graphFolder } from '../cache/folder.ts';
import { graphVersion } from '../cache/version.ts';
import type { ProviderName } from '../engine-name.ts';
import type { ProviderRuntime } from './runtime.ts';
import type { TrialStore } from './select.ts';
import type { Trial } from './trial.ts';

/** Variables that choose among devices and drivers. */
const VARIABLES = ['CUDA_VISIBLE_DEVICES', 'VK_DRIVER_FILES', 'VK_ICD_FILENAMES', 'LD_LIBRARY_PATH'];

/** Versions of the code, of onnxruntime and of Node.js each begin anew; where they are not known, nothing is kept. */
export function openTrialStore(
  { system, backends }: ProviderRuntime,
  folder: string | null = cacheFolder(),
): TrialStore {
  const pathOf = (name: ProviderName): string | null => {
    const version = graphVersion();
    if (version === null || folder === null) return null;
    const machine = [system, [...backends], devices(), VARIABLES.map((key) => process.env[key] ?? null)];
    const key = createHash('sha256').update(JSON.stringify(['trial', name, machine]));
    return join(graphFolder(folder, version), `${key.digest('hex').slice(0, 32)}.graph`);
  };
  return {
    read(name) {
      const path = pathOf(name);
      const content = path && readEntry(path);
      return content ? (JSON.parse(content.toString()) as Trial) : null;
    },
    write(name, trial) {
      const path = pathOf(name);
      if (path) writeEntry(path, Buffer.from(JSON.stringify(trial)));
    },
  };
}

/** What Linux has of graphics devices; other systems say nothing. */
function devices(): string[] {
  try {
    return [...readdirSync('/dev').filter((name) => /^(nvidia|dxg)/.test(name)), ...readdirSync('/dev/dri')];
  } catch {
    return [];
  }
}
