import { ClipassoError } from '../errors.ts';
import type { Program, TensorData, TensorSpec } from './program.ts';

/** Identifies a program for an engine's cache: its key and the shapes it takes. */
export function programId(program: Program): string {
  const shapes = Object.entries(program.inputs).map(
    ([name, spec]) => `${name}:${spec.dtype ?? 'float32'}[${spec.shape}]`,
  );
  return `${program.key}(${shapes.join(',')})`;
}

/** @throws ClipassoError 'engine' if an input is missing, unknown, or of another shape or type than its spec. */
export function checkInputs(program: Program, inputs: Readonly<Record<string, TensorData>>): void {
  for (const name of Object.keys(inputs)) {
    if (!(name in program.inputs)) throw wrongInput(program, name, 'is not one of its inputs');
  }
  for (const [name, spec] of Object.entries(program.inputs)) {
    const input = inputs[name];
    if (input === undefined) throw wrongInput(program, name, 'is missing');
    const problem = mismatch(spec, input);
    if (problem !== null) throw wrongInput(program, name, problem);
  }
}

function mismatch(spec: TensorSpec, { shape, data }: TensorData): string | null {
  const dtype = data instanceof Int32Array ? 'int32' : 'float32';
  const expected = spec.dtype ?? 'float32';
  if (dtype !== expected) return `must be ${expected} but is ${dtype}`;
  if (shape.length !== spec.shape.length || shape.some((n, i) => n !== spec.shape[i]))
    return `must have shape [${spec.shape}] but has [${shape}]`;
  const size = shape.reduce((product, n) => product * n, 1);
  return data.length === size ? null : `must hold ${size} values but holds ${data.length}`;
}

function wrongInput(program: Program, name: string, problem: string): ClipassoError {
  return new ClipassoError('engine', `Input '${name}' of program '${program.key}' ${problem}`);
}

export function wrongOutput(name: string, dtype: string): ClipassoError {
  return new ClipassoError('engine', `Output '${name}' is ${dtype}; programs return float32 or int32`);
}
