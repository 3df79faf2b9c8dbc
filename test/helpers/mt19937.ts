/**
 * The Mersenne Twister (M. Matsumoto, T. Nishimura, 1998), seeded as numpy's legacy generator (`np.random.seed(n)`: Knuth's
 * initialisation) or as Python's (`random.seed(n)`: by array). Gives doubles of 53 bits in [0, 1).
 */
const N = 624;
const M = 397;

export function numpyLegacyUniform(seed: number): () => number {
  return doubles(initialise(seed));
}

export function pythonUniform(seed: number): () => number {
  const key = [seed >>> 0];
  const state = initialise(19650218);
  let i = 1;
  for (let k = N; k > 0; k--) {
    state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1664525)) + key[0];
    i = advance(state, i);
  }
  for (let k = N - 1; k > 0; k--) {
    state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1566083941)) - i;
    i = advance(state, i);
  }
  state[0] = 0x80000000;
  return doubles(state);
}

function advance(state: Uint32Array, i: number): number {
  if (i < N - 1) return i + 1;
  state[0] = state[N - 1];
  return 1;
}

function initialise(seed: number): Uint32Array {
  const state = new Uint32Array(N);
  state[0] = seed;
  for (let i = 1; i < N; i++) state[i] = Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1812433253) + i;
  return state;
}

function doubles(state: Uint32Array): () => number {
  let at = N;
  const next32 = () => {
    if (at === N) {
      for (let i = 0; i < N; i++) {
        const y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
        state[i] = state[(i + M) % N] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      }
      at = 0;
    }
    let y = state[at++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
  return () => {
    const high = next32() >>> 5;
    return (high * 67108864 + (next32() >>> 6)) / 9007199254740992;
  };
}
