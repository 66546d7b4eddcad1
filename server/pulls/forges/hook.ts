import type { Delivery } from './forge-deliveries.js';

/** A webhook as it came in. */
export interface HookRequest {
  headers: { readonly [name: string]: string | string[] | undefined };
  body: Buffer;
}

/** What a webhook is: not from whom it says, of no interest, or a reason to look at the forge. */
export type HookVerdict =
  | { is: 'unsigned' }
  | { is: 'malformed'; why: string }
  | { is: 'ignored' }
  | { is: 'news'; delivery: Delivery };

/** One header as text; '' where it is absent or given twice. */
export function headerOf({ headers }: HookRequest, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

/** The payload, or null where it is no JSON object. */
export function payloadOf({ body }: HookRequest): { readonly [member: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
