import { describe, expect, it } from '@jest/globals';
import { routeLead } from '../../../../core/definitions/routing/route-lead.js';
import type { RoutedPerson, Routing } from '../../../../core/definitions/routing/routing.js';

const routing: Routing = {
  language: 1,
  pools: [
    { key: 'inbound', team: 'sales', capacityPerWeek: 2, pick: 'round-robin' },
    { key: 'enterprise', team: 'sales', pick: 'least-open' },
  ],
  routes: [
    { key: 'big', when: { attribute: 'account.employees', above: 500 }, to: 'enterprise' },
    { key: 'owned', when: { attribute: 'account.owner', exists: true }, to: 'account-owner' },
  ],
  onlyDuring: 'working-hours',
  fallback: 'inbound',
};

function person(id: string, pool: string, more: Partial<RoutedPerson> = {}): RoutedPerson {
  return {
    id,
    pools: [pool],
    active: true,
    away: false,
    working: true,
    openHandoffs: 0,
    assignedThisWeek: 0,
    weeklyCapacity: null,
    ...more,
  };
}

function route(people: RoutedPerson[], more: { matches?: string; last?: string; owner?: string } = {}) {
  return routeLead(routing, {
    holds: (condition) => 'attribute' in condition && condition.attribute === more.matches,
    accountOwner: more.owner ?? null,
    people,
    lastPicked: more.last ? { inbound: more.last } : {},
  });
}

describe('routing a lead', () => {
  const a = person('a', 'inbound');
  const b = person('b', 'inbound');

  it('goes round the people of a pool', () => {
    expect(route([b, a])).toMatchObject({ pool: 'inbound', assignee: 'a', route: null });
    expect(route([b, a], { last: 'a' })).toMatchObject({ assignee: 'b' });
    expect(route([b, a], { last: 'b' })).toMatchObject({ assignee: 'a' });
    expect(route([a, person('c', 'inbound')], { last: 'b' })).toMatchObject({ assignee: 'c' });
  });

  it('passes over who is away, inactive, not at work or at the weekly limit', () => {
    for (const unable of [{ away: true }, { active: false }, { working: false }, { assignedThisWeek: 2 }]) {
      expect(route([{ ...a, ...unable }, b])).toMatchObject({ assignee: 'b' });
    }
    expect(route([{ ...a, assignedThisWeek: 2, weeklyCapacity: 9 }, b])).toMatchObject({ assignee: 'a' });
  });

  it('gives the one with the fewest open handoffs', () => {
    const people = [person('x', 'enterprise', { openHandoffs: 3 }), person('y', 'enterprise', { openHandoffs: 1 })];
    expect(route(people, { matches: 'account.employees' })).toEqual({
      route: 'big',
      pool: 'enterprise',
      assignee: 'y',
      because: 'route big',
    });
  });

  it('gives the owner of the account, in his hours or not, but not while he is away', () => {
    const owner = person('o', 'enterprise', { working: false });
    expect(route([owner, a], { matches: 'account.owner', owner: 'o' })).toMatchObject({ assignee: 'o', pool: null });
    expect(route([{ ...owner, away: true }, a], { matches: 'account.owner', owner: 'o' })).toMatchObject({
      assignee: 'a',
      because: 'fallback inbound',
    });
  });

  it('falls back, and waits in the pool of the route when nobody can take it', () => {
    expect(route([a], { matches: 'account.employees' })).toMatchObject({ pool: 'inbound', assignee: 'a' });
    expect(route([], { matches: 'account.employees' })).toMatchObject({
      route: 'big',
      pool: 'enterprise',
      assignee: null,
      because: 'nobody of enterprise can take it now',
    });
  });
});
