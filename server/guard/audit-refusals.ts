import type { Trail } from '../audit/open-trail.js';
import type { Guard } from './create-guard.js';

/** What is kept of refusals: who asked for more than he may, or more often. A document that is merely wrong is not. */
const KEPT = new Set(['FORBIDDEN', 'RATE_LIMITED']);

/** The same guard, with a trail of whom it turned away and from which field. */
export function auditRefusals(guard: Guard, trail: Trail): Guard {
  return {
    parse: guard.parse,
    admit(operation, principal) {
      const answer = guard.admit(operation, principal);
      for (const { extensions } of answer.errors) {
        const { code, field } = extensions as { code?: string; field?: string };
        if (!code || !KEPT.has(code)) continue;
        trail.note({
          actor: principal.actor,
          action: `refused.${code}`,
          subject: null,
          detail: { field: field ?? null },
        });
      }
      return answer;
    },
  };
}
