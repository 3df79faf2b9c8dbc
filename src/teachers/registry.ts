/** Teachers and CLIP's networks by name. */

import { findModel, findModels, type ModelEntry, type ModelId } from '../models/catalogue.ts';
import { readHubSettings } from '../models/environment.ts';
import { type LocateOptions, locateModels } from '../models/locate.ts';
import type { ModelSettings } from '../models/settings.ts';
import { readClipConfig } from '../vision/clip/config.ts';
import { openClipResNet } from '../vision/clip/resnet.ts';
import { openClipText, type TextNetwork } from '../vision/clip/text.ts';
import { openClipVit } from '../vision/clip/vit.ts';
import type { ImageNetwork } from '../vision/network.ts';
import { openSafetensors } from '../vision/safetensors.ts';
import type { ReadAside } from '../vision/weights.ts';
import { createClipTeacher } from './clip.ts';
import { loadDinov2 } from './dinov2.ts';
import type { Teacher, TeacherId } from './teacher.ts';

export interface TeacherSettings extends ModelSettings {
  /** A network of CLIP whose embedding the sketch is compared by as well; teacher clip only. */
  readonly semantic?: ModelId | undefined;
  /** The embedded network's weights, where another thread reads them. */
  readonly read?: ReadAside | undefined;
}

/**
 * A teacher ready to be used.
 * @throws ClipassoError 'model' when weights are missing (it says how to fetch them), damaged or of another network
 */
export async function loadTeacher(id: TeacherId, settings: TeacherSettings = {}): Promise<Teacher> {
  if (id === 'dinov2-small') return loadDinov2(settings.assets, settings.read);
  const entries = [...findModels('clip'), ...(settings.semantic ? [findModel(settings.semantic)] : [])];
  const paths = await locateModels(entries, 'Teacher clip', locateOptions(settings));
  const [loss, saliency, semantic] = entries.map((entry, i) => openImageNetwork(entry, paths[i]!));
  return createClipTeacher({ loss: loss!, saliency: saliency!, semantic }, settings.assets, settings.read);
}

/** The teacher that a sketch's options name. @throws ClipassoError as loadTeacher, and 'usage' for an unknown network */
export function loadNamedTeacher(
  { teacher, semantic }: { readonly teacher: TeacherId; readonly semantic: string },
  settings: Omit<TeacherSettings, 'semantic'> = {},
): Promise<Teacher> {
  const id = semantic === 'none' ? undefined : findModel(semantic).id;
  return loadTeacher(teacher, { ...settings, semantic: id });
}

export interface ClipModel {
  readonly image: ImageNetwork;
  readonly text: TextNetwork;
}

/** Both towers of one of CLIP's models. @throws ClipassoError 'model' */
export async function loadClip(id: ModelId, settings: ModelSettings = {}): Promise<ClipModel> {
  const entry = findModel(id);
  const [path] = await locateModels([entry], id, locateOptions(settings));
  return { image: openImageNetwork(entry, path!), text: openTextNetwork(entry, path!) };
}

/** The image tower in a file. @throws ClipassoError 'model' naming the tensors that do not fit */
export function openImageNetwork({ id, kind, activation }: ModelEntry, path: string): ImageNetwork {
  const file = openSafetensors(path);
  if (kind === 'resnet') return openClipResNet(id, file);
  return openClipVit(id, file, readClipConfig(path, { activation }).vision);
}

/** The text tower in a file. @throws ClipassoError 'model' naming the tensors that do not fit */
export function openTextNetwork({ id, activation }: ModelEntry, path: string): TextNetwork {
  return openClipText(id, openSafetensors(path), readClipConfig(path, { activation }).text);
}

function locateOptions({ modelDir, offline, pull }: ModelSettings): LocateOptions {
  const settings = readHubSettings();
  return { settings: { ...settings, offline: settings.offline || offline === true }, modelDir, pull };
}
