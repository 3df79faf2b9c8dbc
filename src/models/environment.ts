/** Settings from the environment, under the names that Hugging Face's own tools use. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ClipassoError } from '../errors.ts';

export interface HubSettings {
  /** Folder with `models--owner--name` folders: HF_HUB_CACHE, HF_HOME/hub, XDG_CACHE_HOME/huggingface/hub. */
  readonly cache: string;
  /** Where files are fetched from, without a slash at the end: HF_ENDPOINT. */
  readonly endpoint: string;
  /** Sent to the endpoint only, never where it redirects to: HF_TOKEN. */
  readonly token: string | undefined;
  /** Never touch the network: HF_HUB_OFFLINE. */
  readonly offline: boolean;
}

/** @throws ClipassoError 'usage' when HF_ENDPOINT is not an http(s) address, HF_TOKEN no token, or there is neither a home folder nor another */
export function readHubSettings(env: NodeJS.ProcessEnv = process.env): HubSettings {
  const set = (name: string) => (env[name] === '' ? undefined : env[name]);
  const home = set('HF_HOME') ?? join(set('XDG_CACHE_HOME') ?? join(homeFolder(), '.cache'), 'huggingface');
  const endpoint = (set('HF_ENDPOINT') ?? 'https://huggingface.co').replace(/\/+$/, '');
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol))
    throw new ClipassoError('usage', `HF_ENDPOINT must be an http or https address, not '${endpoint}'`);
  const token = set('HF_TOKEN')?.trim();
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token))
    throw new ClipassoError('usage', 'HF_TOKEN holds characters that no token has: copy it again');
  return {
    cache: set('HF_HUB_CACHE') ?? join(home, 'hub'),
    endpoint,
    token,
    offline: /^(1|true|yes|on)$/i.test(set('HF_HUB_OFFLINE') ?? ''),
  };
}

function homeFolder(): string {
  try {
    return homedir();
  } catch (cause) {
    throw new ClipassoError('usage', 'This user has no home folder: set HF_HOME to a folder for weights', {
      cause,
    });
  }
}
