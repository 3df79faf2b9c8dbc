/** Request bodies, read up to a limit. */
import { Refusal } from './problems.ts';

/** Largest JSON body in bytes; 4096 strokes take 1 MB. */
const MAX_JSON_BYTES = 4e6;

/** @param what name of the body in messages @throws Refusal 'too-large' as soon as the limit is passed, 'usage' for an empty body */
export async function readBytes(request: Request, limit: number, what: string): Promise<Uint8Array> {
  const tooLarge = () => {
    const megabytes = Math.floor(limit / 1e6);
    return new Refusal('too-large', `${what} has more than ${megabytes} MB; give a smaller file`);
  };
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > limit) throw tooLarge();
    chunks.push(chunk);
  }
  if (length === 0) throw new Refusal('usage', `${what} is empty`);
  return Buffer.concat(chunks, length);
}

/** @throws Refusal 'too-large', or 'usage' if it is not a JSON object */
export async function readJson(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const bytes = await readBytes(request, MAX_JSON_BYTES, 'The request');
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    throw new Refusal('usage', 'The request is not JSON');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new Refusal('usage', 'The request must be a JSON object');
}
