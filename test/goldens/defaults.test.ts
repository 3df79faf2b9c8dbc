import { describe } from 'vitest';
import { expectGoldens } from './expect.ts';

describe('four photos, optimised', () => expectGoldens('-default'));
