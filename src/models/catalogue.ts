/** The weights that clipasso knows how to fetch: where they are, how large, under which licence. */
import { ClipassoError } from '../errors.ts';
import type { Activation } from '../vision/activations.ts';

export type ModelId = 'clip-rn50' | 'clip-rn101' | 'clip-vit-b-32' | 'clip-vit-b-16' | 'clip-vit-l-14';

export interface ModelEntry {
  readonly id: ModelId;
  readonly kind: 'resnet' | 'vit';
  readonly activation: Activation;
  /** Repository on the hub, `owner/name`. */
  readonly repository: string;
  /** Commit, or a branch when no commit is known. */
  readonly revision: string;
  readonly file: string;
  /** Size in bytes of the values alone, exact; the file has a header besides. */
  readonly bytes: number;
  /** Of the whole file, when known; otherwise the hub's own is used. */
  readonly sha256?: string;
  readonly licence: string;
  /** What clipasso uses it for. */
  readonly use: string;
}

const OPEN_CLIP_FILE = 'open_clip_model.safetensors';

/** OpenAI's checkpoints in open_clip's names, 32-bit floats, image and text towers. */
export const MODELS: readonly ModelEntry[] = [
  {
    id: 'clip-rn101',
    kind: 'resnet',
    activation: 'quick-gelu',
    repository: 'timm/resnet101_clip.openai',
    revision: 'main',
    file: OPEN_CLIP_FILE,
    bytes: 479_174_868,
    licence: 'MIT',
    use: "the paper's losses",
  },
  {
    id: 'clip-vit-b-32',
    kind: 'vit',
    activation: 'quick-gelu',
    repository: 'timm/vit_base_patch32_clip_224.openai',
    revision: 'ab5b8ef490e86faa07d3523926b842c765de1de5',
    file: OPEN_CLIP_FILE,
    bytes: 605_109_252,
    licence: 'MIT',
    use: "the paper's saliency; naming and scoring",
  },
  {
    id: 'clip-vit-b-16',
    kind: 'vit',
    activation: 'quick-gelu',
    repository: 'timm/vit_base_patch16_clip_224.openai',
    revision: 'main',
    file: OPEN_CLIP_FILE,
    bytes: 598_482_948,
    licence: 'MIT',
    use: 'a second semantic loss; scoring',
  },
  {
    id: 'clip-vit-l-14',
    kind: 'vit',
    activation: 'quick-gelu',
    repository: 'timm/vit_large_patch14_clip_224.openai',
    revision: 'main',
    file: OPEN_CLIP_FILE,
    bytes: 1_710_466_052,
    licence: 'MIT',
    use: 'scoring',
  },
  {
    id: 'clip-rn50',
    kind: 'resnet',
    activation: 'quick-gelu',
    repository: 'timm/resnet50_clip.openai',
    revision: 'main',
    file: OPEN_CLIP_FILE,
    bytes: 408_241_980,
    licence: 'MIT',
    use: 'experiments',
  },
];

/** What each teacher needs. */
const TEACHER_MODELS = { clip: ['clip-rn101', 'clip-vit-b-32'] } as const satisfies Record<
  string,
  readonly ModelId[]
>;

/** @throws ClipassoError 'usage' when there is no such model */
export function findModel(id: string): ModelEntry {
  const entry = MODELS.find((model) => model.id === id);
  if (entry === undefined)
    throw new ClipassoError(
      'usage',
      `There is no model '${id}': choose one of ${MODELS.map((model) => model.id).join(', ')}`,
    );
  return entry;
}

/** The models that a name given by a person stands for: a model's id, or a teacher that needs several. */
export function findModels(name: string): readonly ModelEntry[] {
  return name === 'clip' ? TEACHER_MODELS.clip.map(findModel) : [findModel(name)];
}

/** 479174868 -> '479 MB'. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let value = bytes;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
