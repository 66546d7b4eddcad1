import type { IncomingMessage } from 'node:http';

/** Whether the page that opens a socket may: none (not a browser), served from here, or from a listed origin. */
export function originAllowed(request: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  return allowed.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host);
}
