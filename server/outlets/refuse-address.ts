import ip from 'ipaddr.js';
import type { OutgoingRules } from './outgoing-rules.js';

/** The only IPv6 addresses that are given out for the public internet. */
const PUBLIC_V6 = ip.IPv6.parseCIDR('2000::/3');

/** Why an IP address may not be called: what is neither public nor allowed is refused. Null where it may be. */
export function refuseAddress(rules: OutgoingRules, text: string): string | null {
  if (!ip.isValid(text)) return `${text} is no address.`;
  const address = ip.parse(text);
  const forms = [address, ...(address.kind() === 'ipv6' ? inner(address as ip.IPv6) : [])];
  if (rules.allowed.some(([network, bits]) => forms.some((form) => isWithin(form, network, bits)))) return null;
  const isPublic = address.range() === 'unicast' && (address.kind() === 'ipv4' || isWithin(address, ...PUBLIC_V6));
  return isPublic
    ? null
    : `${text} is not an address of the public internet, and ACCORD_WEBHOOK_ALLOW_CIDRS does not list it.`;
}

/** An IPv4 address written as IPv6 is the same place. */
function inner(address: ip.IPv6): ip.IPv4[] {
  return address.isIPv4MappedAddress() ? [address.toIPv4Address()] : [];
}

function isWithin(address: ip.IPv4 | ip.IPv6, network: ip.IPv4 | ip.IPv6, bits: number): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}
