import ip from 'ipaddr.js';

type Address = ip.IPv4 | ip.IPv6;

/** Where outgoing requests may go beside the public internet, and whom they ask for addresses. */
export interface OutgoingRules {
  /** Networks that may be reached although they are not public. */
  allowed: readonly (readonly [Address, number])[];
  /** Asked instead of the system's when there are any. */
  dnsServers: readonly string[];
}

/** Reads the rules from checked settings: `allowCidrs` such as `127.0.0.0/8`, `dnsServers` such as `1.1.1.1:53`. */
export function outgoingRules(settings: {
  allowCidrs: readonly string[];
  dnsServers: readonly string[];
}): OutgoingRules {
  return { allowed: settings.allowCidrs.map((cidr) => ip.parseCIDR(cidr)), dnsServers: settings.dnsServers };
}
