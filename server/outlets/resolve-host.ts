import { lookup, Resolver } from 'node:dns/promises';
import type { OutgoingRules } from './outgoing-rules.js';
import { refuseAddress } from './refuse-address.js';
import { LOCAL_NAMES } from './refuse-url.js';

/** An address and its family, 4 or 6. */
export interface HostAddress {
  address: string;
  family: number;
}

const TRY_MS = 2_000;

const LOCAL: readonly HostAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/** All addresses of a name, asked anew each time; of `localhost` those that are allowed. Rejects where there is none. */
export async function resolveHost(rules: OutgoingRules, host: string): Promise<HostAddress[]> {
  if (LOCAL_NAMES.test(host)) return LOCAL.filter(({ address }) => refuseAddress(rules, address) === null);
  if (rules.dnsServers.length === 0) return lookup(host, { all: true });
  const resolver = new Resolver({ timeout: TRY_MS, tries: 2 });
  resolver.setServers(rules.dnsServers);
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const found = [...listOf(v4, 4), ...listOf(v6, 6)];
  if (found.length === 0) throw (v4 as PromiseRejectedResult).reason;
  return found;
}

function listOf(answer: PromiseSettledResult<string[]>, family: number): HostAddress[] {
  return answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : [];
}
