/** RGB in [0, 1], sRGB encoded, flat (height, width, 3), row-major. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}
