/** Where the weights of a run come from, as a user says it. */

/** What a caller may hear and say while weights are fetched. */
export interface PullHooks {
  readonly signal?: AbortSignal | undefined;
  /** Bytes on disk so far, of how many. */
  readonly onProgress?: ((received: number, total: number) => void) | undefined;
  /** Another process is fetching the same file; this one waits. */
  readonly onWait?: (() => void) | undefined;
  /** Milliseconds that a server may take to answer; weights that pause for a third of it are asked for again. @default 30000 */
  readonly stallMs?: number;
  /** How often to try again without any progress, other than after silence. @default 5 */
  readonly retries?: number;
}

export interface ModelSettings {
  /** Folder with weights brought by hand, see docs/models.md; then no cache is looked at and nothing is fetched. */
  readonly modelDir?: string | undefined;
  /** Never touch the network. */
  readonly offline?: boolean | undefined;
  /** Fetch missing weights instead of saying how to; with callbacks for progress. */
  readonly pull?: PullHooks | undefined;
  /** The package's `assets` folder, where a bundler has copied it. @default CLIPASSO_ASSETS, or beside the code */
  readonly assets?: string | undefined;
  /** Whether traced networks are kept in the cache folder (docs/performance.md) and taken from there. @default true */
  readonly cache?: boolean | undefined;
}
