/** An engine that can be told to compute nothing more. */
import { ClipassoError } from '../errors.ts';
import type { Engine } from './program.ts';

/**
 * The engine, as long as `stopped` is false. From then on it throws ClipassoError 'aborted' instead of compiling or running a
 * program; what runs already is finished.
 */
export function stoppable(engine: Engine, stopped: () => boolean): Engine {
  const check = () => {
    if (stopped()) throw interrupted();
  };
  return {
    name: engine.name,
    assets: engine.assets,
    async compile(program) {
      check();
      const compiled = await engine.compile(program);
      return {
        async run(inputs) {
          check();
          const outputs = await compiled.run(inputs);
          // signals and timers have their turn
          await new Promise<void>((resolve) => setImmediate(resolve));
          return outputs;
        },
        dispose: () => compiled.dispose(),
      };
    },
    dispose: () => engine.dispose(),
  };
}

export function interrupted(): ClipassoError {
  return new ClipassoError('aborted', 'Interrupted before there was a drawing');
}
