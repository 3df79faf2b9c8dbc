/** Where the weights of a teacher that is not embedded come from, shared by every command that loads one. */
import type { Command } from 'commander';
import type { ModelSettings } from '../models/settings.ts';
import { createDownloadProgress } from './download-progress.ts';

export interface TeacherFlags {
  readonly modelDir?: string;
  readonly offline?: boolean;
  readonly yes?: boolean;
}

export function addTeacherOptions(command: Command): Command {
  return command
    .optionsGroup('Weights of CLIP:')
    .option('--model-dir <folder>', 'weights brought by hand')
    .option('--offline', 'never touch the network')
    .option('--yes', 'fetch missing weights without asking');
}

export function modelSettingsOf({ modelDir, offline, yes }: TeacherFlags): ModelSettings {
  return { modelDir, offline, pull: yes ? createDownloadProgress(process.stderr, 'weights') : undefined };
}
