import { createRequire } from 'node:module';

/** A package, or why there is none: `is not installed`, or `does not load on linux x64 (<reason>)`. */
export type RequiredPackage<T> =
  | { readonly loaded: true; readonly module: T }
  | { readonly loaded: false; readonly problem: string; readonly cause: unknown };

/**
 * Loads a CommonJS package that may be absent or broken. `import` would not do: where such a package throws, Node 20 also
 * rejects a promise that nobody can catch.
 */
export function requirePackage<T>(name: string): RequiredPackage<T> {
  const require = createRequire(import.meta.url);
  try {
    require.resolve(name);
  } catch (cause) {
    return { loaded: false, problem: 'is not installed', cause };
  }
  try {
    return { loaded: true, module: require(name) as T };
  } catch (cause) {
    const platform = `${process.platform} ${process.arch}`;
    return { loaded: false, problem: `does not load on ${platform} (${firstLine(cause)})`, cause };
  }
}

/** What an error says first; loaders add lists of what they tried. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!;
}
