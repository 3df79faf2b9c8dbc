/** Options that say where a teacher's weights come from, shared by every command that loads one. */
import type { Command } from 'commander';
import { ClipassoError } from '../errors.ts';
import type { ModelSettings } from '../models/settings.ts';
import { createDownloadProgress } from './download-progress.ts';

export interface TeacherFlags {
  readonly modelDir?: string;
  readonly offline?: boolean;
  readonly yes?: boolean;
  readonly cache?: boolean;
}

export function addTeacherOptions(command: Command): Command {
  return command
    .optionsGroup('Weights of CLIP:')
    .option('--model-dir <folder>', 'weights brought by hand')
    .option('--offline', 'never touch the network')
    .option('--yes', 'fetch missing weights without asking');
}

/** @param signal ends a download; what was fetched is kept */
export function modelSettingsOf(
  { modelDir, offline, yes, cache }: TeacherFlags,
  signal?: AbortSignal,
): ModelSettings {
  if (offline && yes) throw new ClipassoError('usage', 'Give either --offline or --yes, not both');
  const pull = yes ? { ...createDownloadProgress(process.stderr, 'weights'), signal } : undefined;
  return { modelDir, offline, pull, cache };
}
