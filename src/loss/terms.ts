import type { ImageNetwork } from '../vision/network.ts';

/** A row of a teacher's loss table. */
export interface LossTerm {
  /** Which activation is compared, see ImageNetwork.forward. */
  readonly tap: string;
  /**
   * - `centred-cosine`: mean over patches of 1 - cosine between the two images' patches, each seen from its image's mean
   *   patch. Sees what lies where.
   * - `mse`: mean squared difference (CLIPasso's geometric loss).
   * - `cosine`: 1 - cosine (CLIPasso's semantic loss, of the embedding).
   */
  readonly distance: 'centred-cosine' | 'mse' | 'cosine';
  readonly weight: number;
}

/** A network, and what of it is compared. */
export interface JudgePart {
  readonly network: ImageNetwork;
  readonly terms: readonly LossTerm[];
}

/** What drawings are compared with a photo by; the first part's network says what canvas they lie on. */
export interface Judge {
  readonly parts: readonly JudgePart[];
}
