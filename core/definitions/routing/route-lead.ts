import type { Condition } from '../../scoring/model.js';
import { pickPerson } from './pick-person.js';
import { ACCOUNT_OWNER, type Routed, type RoutedPerson, type Routing } from './routing.js';

/** What routing knows of the lead and the people at one instant. */
export interface RoutingView {
  holds(condition: Condition): boolean;
  /** Owner of the lead's account, or null. */
  accountOwner: string | null;
  people: readonly RoutedPerson[];
  /** Who was picked last, by pool. */
  lastPicked: Readonly<Record<string, string>>;
}

/**
 * Routes a lead: the first route whose condition holds, then the fallback, whoever has somebody to give it to. A pool
 * that has nobody now keeps the lead unassigned when the fallback has nobody either.
 */
export function routeLead(routing: Routing, view: RoutingView): Routed {
  const route = routing.routes.find((each) => view.holds(each.when));
  const targets = [...new Set([route?.to, routing.fallback].filter((target) => target !== undefined))];
  for (const target of targets) {
    const assignee = takerOf(routing, view, target);
    if (!assignee) continue;
    const byRoute = target === route?.to;
    const pool = target === ACCOUNT_OWNER ? null : target;
    const because = byRoute ? `route ${route.key}` : `fallback ${target}`;
    return { route: byRoute ? route.key : null, pool, assignee, because };
  }
  const pool = targets.find((target) => target !== ACCOUNT_OWNER) ?? null;
  const because = pool ? `nobody of ${pool} can take it now` : 'no route, no fallback';
  return { route: route?.to === pool ? (route?.key ?? null) : null, pool, assignee: null, because };
}

function takerOf(routing: Routing, view: RoutingView, target: string): string | null {
  if (target === ACCOUNT_OWNER) {
    const owner = view.people.find((person) => person.id === view.accountOwner);
    return owner?.active && !owner.away ? owner.id : null;
  }
  const pool = routing.pools.find((each) => each.key === target);
  if (!pool) return null;
  const onlyWorking = routing.onlyDuring === 'working-hours';
  return pickPerson(pool, view.people, view.lastPicked[target] ?? null, onlyWorking)?.id ?? null;
}
