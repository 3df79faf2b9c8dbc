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
