/** Kernels in WebAssembly, two doubles at a time: twice as fast as plain JavaScript, and the same to the bit. */

/** The part of the JavaScript API that is used; the language's own libraries do not list it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

/** A kernel's memory, and what it exports, whose numbers are addresses and sizes. */
export type Kernel<F extends string> = {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): void };
} & Readonly<Record<F, (...numbers: readonly number[]) => void>>;

/** @param encoded the module in base64 @returns a function that makes instances, each with its own memory */
export function kernelOf<F extends string>(encoded: string): () => Kernel<F> {
  let module: object | undefined;
  return () => {
    module ??= new WebAssembly.Module(Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0)));
    return new WebAssembly.Instance(module).exports as Kernel<F>;
  };
}

/** Makes the memory at least `bytes` long; views on it are to be made after that. */
export function makeRoom({ memory }: Kernel<never>, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
}
