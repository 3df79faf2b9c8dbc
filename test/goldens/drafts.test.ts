import { describe } from 'vitest';
import { expectGoldens } from './expect.ts';

describe('drafts of ten photos', () => expectGoldens('-draft'));
