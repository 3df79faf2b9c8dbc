/**
 * Imported for its effect by what runs networks or starts processes: the file's tests may take two minutes instead of ten
 * seconds, as another program may have the cores.
 */
import { vi } from 'vitest';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
