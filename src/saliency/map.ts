/** The paper's saliency map: where the network looks, times where edges are. */
import { type Plane, plane, type RgbImage, withData } from '../raster/raster.ts';
import { xdogEdges } from './xdog.ts';

/** CLIP's pixel statistics: the paper finds edges in the normalised image. */
const MEAN = [0.48145466, 0.4578275, 0.40821073];
const STD = [0.26862954, 0.26130258, 0.27577711];
/** Luminance weights of linear RGB (ITU-R BT.709), as the paper's image library rounds them. */
const LUMINANCE = [0.2125, 0.7154, 0.0721];

export function normalisedGrey(image: RgbImage): Plane {
  const data = new Float32Array(image.width * image.height);
  for (let i = 0; i < data.length; i++) {
    for (let c = 0; c < 3; c++) data[i] += (LUMINANCE[c] * (image.data[3 * i + c] - MEAN[c])) / STD[c];
  }
  return plane(image, data);
}

/** @param attention of the image's size, in [0, 1] */
export function saliencyMap(image: RgbImage, attention: Plane): Plane {
  const edges = xdogEdges(normalisedGrey(image));
  return withData(
    attention,
    attention.data.map((v, i) => v * edges[i]),
  );
}
