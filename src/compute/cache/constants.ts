/** Large constants of a cached graph: weights by their names, with what was done to their shape; all else by its values. */
import type { WeightSet } from '../program.ts';
import type { Constant, ConstantPool, ElementArray, ElementType } from '../trace/constant.ts';
import type { WeightConstants } from '../trace/weights.ts';

type Step = { readonly reshape: readonly number[] } | { readonly transpose: readonly number[] };

/** How to make a constant again. */
export type Recipe =
  | { readonly set: number; readonly tensor: string; readonly steps: readonly Step[] }
  | { readonly uniform: number; readonly shape: readonly number[]; readonly type: ElementType }
  | { readonly bytes: number; readonly shape: readonly number[]; readonly type: ElementType };

const ARRAYS = {
  float32: Float32Array,
  int32: Int32Array,
  int64: BigInt64Array,
  bool: Uint8Array,
  int8: Int8Array,
  uint8: Uint8Array,
};

/** @param sets the program's weights, which recipes name by their place */
export function recipeOf(constant: Constant, sets: readonly WeightSet[]): Recipe {
  const { shape, type, uniform } = constant;
  const weight = weightOf(constant, sets);
  if (weight) return weight;
  // JSON has neither -0 nor numbers that are not finite
  if (Number.isFinite(uniform) && !Object.is(uniform, -0)) return { uniform: uniform!, shape, type };
  return { bytes: constant.values().byteLength, shape, type };
}

function weightOf(constant: Constant, sets: readonly WeightSet[]): (Recipe & { steps: Step[] }) | null {
  const { origin, view, reshaped, shape } = constant;
  if (origin) {
    const set = sets.findIndex(({ id }) => id === origin.set);
    return set < 0 ? null : { set, tensor: origin.tensor, steps: [] };
  }
  const source = view?.source ?? reshaped;
  const found = source && weightOf(source, sets);
  if (!found) return null;
  const step = view ? { transpose: view.permutation } : { reshape: shape };
  return { ...found, steps: [...found.steps, step] };
}

/**
 * The constant of a recipe, of `pool`; the same one for every graph over the same weights.
 * @param bytes the values, for a recipe that says how many
 * @throws TypeError for a recipe of other weights
 */
export function makeConstant(
  recipe: Recipe,
  weights: readonly WeightConstants[],
  pool: ConstantPool,
  bytes: Uint8Array,
): Constant {
  if ('set' in recipe) {
    let constant = weights[recipe.set]?.[recipe.tensor];
    if (constant === undefined) throw new TypeError(`no weight ${recipe.tensor}`);
    for (const step of recipe.steps)
      constant =
        'reshape' in step ? pool.reshape(constant, step.reshape) : pool.transpose(constant, step.transpose);
    return constant;
  }
  const { shape, type } = recipe;
  if ('uniform' in recipe) return pool.uniform(recipe.uniform, shape, type);
  const values: ElementArray = new ARRAYS[type](Uint8Array.from(bytes).buffer);
  return pool.fromValues(values, shape, type);
}
