/** A term of the loss that needs no network: it compares the ink itself with what the photo's contours want. */
export interface InkTerm {
  readonly name: string;
  /** Loss in [0, 1] of the ink (H, W) that starts at `offset`. */
  evaluate(ink: Float32Array, offset: number): number;
  /** The same loss; adds `scale` times its gradient to `gradient`, at the same offset. */
  addGradient(ink: Float32Array, offset: number, gradient: Float32Array, scale: number): number;
}
