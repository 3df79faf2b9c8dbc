/** The process in which a provider is tried: it gets the provider's name and sends one `Trial`. */
import type { ProviderName } from '../engine-name.ts';
import { tryProvider } from './trial.ts';

const trial = await tryProvider(process.argv[2] as ProviderName);
process.send?.(trial, () => process.exit());
