/** The paper's start: short strokes at points sampled from saliency times edges. */
import { mapValues } from '../raster/raster.ts';
import { resample } from '../raster/resample.ts';
import { saliencyMap } from '../saliency/map.ts';
import { saliencyStart } from '../saliency/sample.ts';
import type { Source } from './source.ts';

const SALIENCY = {
  /** Side in pixels of the square of whose area the grid is on which points are sampled. */
  side: 224,
};

export const saliency: Source<typeof SALIENCY> = {
  name: 'saliency',
  describe:
    'Short random strokes where the network looks and edges are, as in the paper; where there are no edges, where it looks.',
  params: SALIENCY,
  propose({ image, mask, attention }, { side }) {
    const scale = Math.sqrt((side * side) / (image.width * image.height));
    const width = Math.max(8, Math.round(image.width * scale));
    const height = Math.max(8, Math.round(image.height * scale));
    const toWorking = [image.width / width, image.height / height];
    const drawMaps = () => {
      const all = attention();
      const looked = resample(mask ? mapValues(all, (v, i) => v * mask.data[i]) : all, { width, height });
      const onEdges = saliencyMap(resample(image, { width, height }), looked);
      const candidates = onEdges.data.reduce((n, v) => n + (v > 0 ? 1 : 0), 0);
      return { onEdges, everywhere: mapValues(looked, (v) => v + 1e-3), candidates };
    };
    /** Made when strokes are first missing: few photos have too few lines. */
    let maps: ReturnType<typeof drawMaps> | undefined;
    return {
      fill(count, random) {
        maps ??= drawMaps();
        const { onEdges, everywhere, candidates } = maps;
        const enough = candidates >= count;
        const points = saliencyStart(enough ? onEdges : everywhere, count, random.fork('saliency'));
        return { points: points.map((v, i) => v * toWorking[i % 2]), onEdges: enough ? count : 0 };
      },
    };
  },
};
