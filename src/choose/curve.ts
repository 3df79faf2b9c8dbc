/** What is known of drawings with one number of a photo's contours. */
export interface CurvePoint {
  readonly strokes: number;
  readonly loss: number;
  /** Part of the way from blank paper's loss, 0, to the least loss on the curve, 1; negative when worse than blank paper. */
  readonly score: number;
}
