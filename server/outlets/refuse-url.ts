import { isIP } from 'node:net';
import type { OutgoingRules } from './outgoing-rules.js';
import { refuseAddress } from './refuse-address.js';

/** Names of this machine itself, whatever anybody's DNS says. */
export const LOCAL_NAMES = /(^|\.)localhost$/;
const MOST_LENGTH = 2_000;

/**
 * Why a URL may not be called, as it is written; null where only the address its name has can tell. The parser writes
 * decimal, hexadecimal and octal addresses in the usual form first.
 */
export function refuseUrl(rules: OutgoingRules, text: string): string | null {
  if (text.length > MOST_LENGTH) return `It has ${text.length} characters; ${MOST_LENGTH} are the most.`;
  if (!URL.canParse(text))
    return `${JSON.stringify(text.slice(0, 100))} is not a URL such as https://example.com/hooks.`;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return `${url.protocol}// is not called: https:// and http:// are.`;
  if (url.username || url.password)
    return 'A user name or password in a URL is not sent: leave out what stands before the @.';
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (port !== 80 && port !== 443 && port < 1024) return `Port ${port} is not called: 80, 443 and those from 1024 are.`;
  return refuseHost(rules, hostOf(url));
}

/** An IPv6 address without its brackets, a name without its last dot. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

function refuseHost(rules: OutgoingRules, host: string): string | null {
  if (isIP(host) !== 0) return refuseAddress(rules, host);
  if (host === '') return 'It names no host.';
  return LOCAL_NAMES.test(host) ? refuseAddress(rules, '127.0.0.1') && refuseAddress(rules, '::1') : null;
}
