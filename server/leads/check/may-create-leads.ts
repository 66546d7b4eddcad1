import type { Principal, Role } from '../../auth/principal.js';

const CREATORS: readonly Role[] = ['ADMIN', 'INTEGRATOR', 'INGEST'];
const HISTORIANS: readonly Role[] = ['ADMIN', 'INTEGRATOR'];

/** Whether unknown leads come to be by this principal's word; people of a team change existing ones only. */
export function mayCreateLeads(principal: Principal): boolean {
  return principal.kind === 'system' || principal.roles.some((role) => CREATORS.includes(role));
}

/** Whether a move this principal dates in the past is history, written as it happened. */
export function mayWriteHistory(principal: Principal): boolean {
  return principal.kind === 'system' || principal.roles.some((role) => HISTORIANS.includes(role));
}
