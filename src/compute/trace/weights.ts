/** The weights of programs as constants of their graphs. */
import type { WeightSet } from '../program.ts';
import type { Constant, ConstantPool } from './constant.ts';

/** The constants of a weight set, by tensor name. */
export type WeightConstants = Readonly<Record<string, Constant>>;

/** Constants for the tensors of `set`, whose values are read when a program needs them. */
export function weightConstants(constants: ConstantPool, set: WeightSet): WeightConstants {
  return Object.fromEntries(
    Object.entries(set.tensors).map(([tensor, data]) => [
      tensor,
      constants.lazy(data.shape, data.dtype ?? 'float32', () => data.data, { set: set.id, tensor }),
    ]),
  );
}
