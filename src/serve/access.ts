/**
 * Access control: only pages that this server sent, in browsers that hold its token, may use it. `Host` must name this machine, or another site
 * could reach the server through a host name that resolves to it (DNS rebinding). `Origin` must be the server's own, or other sites' forms and
 * scripts could use the browser's cookie.
 */
import { timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { REQUEST_HEADER } from './protocol.ts';

export interface AccessRules {
  /** Part of the address that is opened. */
  readonly token: string;
  /** Value of the cookie that the token is exchanged for. */
  readonly session: string;
  /** The cookie's name; cookies of one host are shared by all ports. */
  readonly cookie: string;
  /** Host names of the server besides loopback's, in lower case. */
  readonly names: ReadonlySet<string>;
  /** Whether other machines may connect: then every address of this machine is a valid host. */
  readonly open: boolean;
}

/** Request headers that are checked; undefined if absent. */
export interface RequestFacts {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`. */
  readonly site: string | undefined;
  readonly cookie: string | undefined;
  readonly authorization: string | undefined;
  /** The header that no form can set. */
  readonly own: string | undefined;
}

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

/** Why the request is refused by its host or origin; null if it is not. */
export function foreignRequest(facts: RequestFacts, rules: AccessRules): string | null {
  const name = hostName(facts.host);
  if (name === null || !isOwnName(name, rules)) return 'The Host of the request is none of this server’s';
  if (facts.origin !== undefined && facts.origin !== `http://${facts.host}`)
    return 'Requests of other pages are not answered';
  if (facts.site === 'cross-site' || facts.site === 'same-site')
    if (facts.method !== 'GET') return 'Requests of other pages are not answered';
  return null;
}

/** Why the request may not use the API; null if it may. */
export function unauthorised(facts: RequestFacts, rules: AccessRules): string | null {
  if (facts.site === 'cross-site' || facts.site === 'same-site')
    return 'Requests of other pages are not answered';
  const given = /^Bearer (.+)$/.exec(facts.authorization ?? '')?.[1];
  const known =
    given === undefined
      ? sameText(cookieValue(facts.cookie, rules.cookie), rules.session)
      : sameText(given, rules.token);
  if (!known) return 'This browser has no access; open the address that clipasso serve printed';
  return null;
}

/** Whether a request that changes something lacks the page's own header. */
export function lacksOwnHeader({ method, own }: RequestFacts): string | null {
  if (method === 'GET' || method === 'HEAD' || own !== undefined) return null;
  return `Requests that change something need the header ${REQUEST_HEADER}`;
}

/** Compares in constant time. */
export function sameText(a: string | null | undefined, b: string): boolean {
  const [left, right] = [Buffer.from(a ?? ''), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The value of a cookie in a `Cookie` header. */
function cookieValue(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...rest] = pair.trim().split('=');
    if (key === name) return rest.join('=');
  }
  return null;
}

/** Host name of a `Host` header, without port, in lower case; null if malformed. */
function hostName(host: string | undefined): string | null {
  const [, bracketed, plain] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/@\s]+))(?::\d{1,5})?$/i.exec(host ?? '') ?? [];
  return (bracketed ?? plain)?.toLowerCase() ?? null;
}

function isOwnName(name: string, { names, open }: AccessRules): boolean {
  return LOOPBACK_NAMES.has(name) || names.has(name) || (open && isIP(name) !== 0);
}
