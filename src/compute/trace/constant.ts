/**
 * Values known while tracing. Transposes of a constant are views until somebody needs their elements, so that a weight
 * which a network transposes and a kernel transposes back is never copied; what is derived from a constant is kept with
 * it, so that programs which share weights share everything computed from them.
 */
import { transposeValues } from './transpose.ts';

export type ElementType = 'float32' | 'int32' | 'int64' | 'bool' | 'int8' | 'uint8';

export type ElementArray = Float32Array | Int32Array | BigInt64Array | Uint8Array | Int8Array;

export interface Constant {
  readonly kind: 'constant';
  readonly id: number;
  readonly shape: readonly number[];
  readonly type: ElementType;
  /** The value that every element has, where there is one. */
  readonly uniform: number | undefined;
  /** The elements in row-major order; not to be written to. */
  readonly values: () => ElementArray;
  /** Set on a transposed view: dimension i of it is dimension permutation[i] of the source. */
  readonly view: { readonly source: Constant; readonly permutation: readonly number[] } | undefined;
  /** Set on what is another constant in another shape. */
  readonly reshaped: Constant | undefined;
  /** Set on a weight as its set has it. */
  readonly origin: Origin | undefined;
}

/** A tensor of a weight set. */
export interface Origin {
  readonly set: string;
  readonly tensor: string;
}

/** Constants up to this many elements are compared by value, and equal ones are one object. */
const SHARED_SIZE = 16;

export class ConstantPool {
  #ids = 0;
  readonly #shared = new Map<string, Constant>();
  readonly #derived = new WeakMap<Constant, Map<string, unknown>>();

  /** One counter for all values of all graphs over this pool. */
  nextId(): number {
    return this.#ids++;
  }

  fromValues(values: ElementArray, shape: readonly number[], type: ElementType): Constant {
    const make = () => this.#make(shape, type, uniformValue(values), () => values);
    if (values.length > SHARED_SIZE) return make();
    const key = `${type}[${shape}]${Array.from(values as Float32Array, (x) => (Object.is(x, -0) ? '-0' : x))}`;
    let constant = this.#shared.get(key);
    if (constant === undefined) {
      constant = make();
      this.#shared.set(key, constant);
    }
    return constant;
  }

  /** Every element is `value`; nothing is allocated until the elements are asked for. */
  uniform(value: number, shape: readonly number[], type: ElementType): Constant {
    const size = shape.reduce((product, n) => product * n, 1);
    if (size <= SHARED_SIZE) return this.fromValues(filledArray(value, size, type), shape, type);
    return this.#make(
      shape,
      type,
      value,
      once(() => filledArray(value, size, type)),
    );
  }

  /** A constant whose elements are computed when they are first needed. */
  lazy(shape: readonly number[], type: ElementType, values: () => ElementArray, origin?: Origin): Constant {
    return this.#make(shape, type, undefined, once(values), { origin });
  }

  /** The same elements in another shape of the same size. */
  reshape(constant: Constant, shape: readonly number[]): Constant {
    return this.derive(constant, `reshape ${shape}`, () =>
      this.#make(shape, constant.type, constant.uniform, constant.values, { reshaped: constant }),
    );
  }

  /** Dimension i of the result is dimension permutation[i] of `constant`. Undoing a transpose gives its source. */
  transpose(constant: Constant, permutation: readonly number[]): Constant {
    const { source, permutation: inner } = constant.view ?? { source: constant, permutation: [] };
    const whole = permutation.map((axis) => inner[axis] ?? axis);
    if (whole.every((axis, i) => axis === i)) return source;
    return this.derive(source, `transpose ${whole}`, () => {
      const shape = whole.map((axis) => source.shape[axis]!);
      const values = once(() => transposeValues(source.values(), source.shape, whole));
      const view = { source, permutation: whole };
      return this.#make(shape, source.type, source.uniform, values, { view });
    });
  }

  /** What `make` gave the first time it was asked for under this key; it lives as long as `constant`. */
  derive<T>(constant: Constant, key: string, make: () => T): T {
    let derived = this.#derived.get(constant);
    if (derived === undefined) {
      derived = new Map();
      this.#derived.set(constant, derived);
    }
    if (!derived.has(key)) derived.set(key, make());
    return derived.get(key) as T;
  }

  #make(
    shape: readonly number[],
    type: ElementType,
    uniform: number | undefined,
    values: () => ElementArray,
    { view, reshaped, origin }: Partial<Pick<Constant, 'view' | 'reshaped' | 'origin'>> = {},
  ): Constant {
    return { kind: 'constant', id: this.nextId(), shape, type, uniform, values, view, reshaped, origin };
  }
}

function uniformValue(values: ElementArray): number | undefined {
  if (values.length === 0) return undefined;
  const first = values[0]!;
  for (let i = 1; i < values.length; i++) if (!Object.is(values[i], first)) return undefined;
  return Number(first);
}

function filledArray(value: number, size: number, type: ElementType): ElementArray {
  switch (type) {
    case 'float32':
      return new Float32Array(size).fill(value);
    case 'int32':
      return new Int32Array(size).fill(value);
    case 'int64':
      return new BigInt64Array(size).fill(BigInt(value));
    case 'int8':
      return new Int8Array(size).fill(value);
    case 'bool':
    case 'uint8':
      return new Uint8Array(size).fill(value);
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
