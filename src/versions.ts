/** Versions of this package and of what computes. Written out, because a bundle has no package.json; a test compares them. */
export const VERSION = '0.1.0';

/** The versions that package.json asks for. */
const ASKED_FOR = { tfjs: '4.22.0', onnxruntime: '1.30.0' } as const;

/** For reports. */
export function versions(): Readonly<Record<'clipasso' | 'node' | 'tfjs' | 'onnxruntime', string>> {
  return { clipasso: VERSION, node: process.versions.node, ...ASKED_FOR };
}
