import { expect, it } from 'vitest';
import { NATIVE_PACKAGES, startNativeBackend } from '../../src/compute/native.ts';
import { requirePackage } from '../../src/compute/require-package.ts';

it.each(['tfjs-node', 'tfjs-gpu'] as const)(
  '%s that is not installed is asked for by the version that fits',
  async (engine) => {
    const name = NATIVE_PACKAGES[engine];
    if (requirePackage(name).loaded) return;
    await expect(startNativeBackend(engine, 0)).rejects.toMatchObject({
      code: 'engine',
      message: expect.stringMatching(
        new RegExp(
          `^Engine ${engine} needs the package ${name}, which .*: npm install ${name}@\\d+\\.\\d+\\.\\d+$`,
        ),
      ),
    });
  },
);
