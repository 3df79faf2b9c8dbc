/** An engine that answers for networks, so that what is made of their answers is tested by itself. */
import type { Engine, TensorData } from '../../src/compute/program.ts';

export interface Question {
  /** The program's key without 'detector ': the network's name. */
  readonly network: string;
  readonly input: TensorData;
}

export interface AnsweringEngine extends Engine {
  /** What it was asked so far. */
  readonly asked: Question[];
}

/** @param answers outputs of each network by its name, or what gives them for the n-th question (from 0) */
export function answeringEngine(
  answers: Readonly<
    Record<
      string,
      Record<string, TensorData> | ((n: number, input: TensorData) => Record<string, TensorData>)
    >
  >,
): AnsweringEngine {
  const asked: Question[] = [];
  return {
    name: 'wasm',
    asked,
    compile: async ({ key }) => ({
      run: async (inputs) => {
        const network = key.replace('detector ', '');
        const answer = answers[network];
        if (!answer) throw new Error(`Nobody was to ask ${network}`);
        const input = inputs.input!;
        const n = asked.filter((question) => question.network === network).length;
        asked.push({ network, input });
        return typeof answer === 'function' ? answer(n, input) : answer;
      },
      dispose: () => {},
    }),
    dispose: () => {},
  };
}
