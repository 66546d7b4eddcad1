import type { ActivityFact, Fact, Json, JsonObject } from '../../../core/scoring/facts.js';
import { buildTimeline, type Timeline } from '../../../core/scoring/timeline.js';

/** A lead as hand-written code likes it, and the same objects as a timeline. */
export interface BenchLead {
  attributes: JsonObject;
  activities: ActivityFact[];
  timeline: Timeline;
}

const DAY = 86_400_000;
export const BENCH_AT = Date.parse('2026-03-31T12:00:00Z');

/** A repeatable source of numbers in [0, 1). */
export function randomSource(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PAGES = ['pricing', 'home', 'blog', 'product', 'docs'];

/** Leads with `size` activities over four months, of the kinds and shares a web tracker sends. */
export function makeLeads(count: number, size: number, seed = 1): BenchLead[] {
  const random = randomSource(seed);
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T;
  return Array.from({ length: count }, (_, lead) => {
    const attributes: JsonObject = {
      'account.employees': pick<Json>([10, 49, 50, 200, 500, 501, 3000]),
      'account.industry': pick(['SaaS', 'it-services', 'retail', 'tech ']),
      'account.country': pick(['DE', 'fr', 'us']),
      seniority: pick(['vp', 'director', 'staff', 'manager']),
      title: pick(['Marketing Director', 'VP of Operations', 'Engineer', 'Head of Sales', 'Student']),
      email: `person${lead}@${pick(['example.com', 'uni.example.edu', 'firm.example'])}`,
    };
    const base = (index: number, occurredAt: number) => ({
      occurredAt,
      receivedAt: occurredAt,
      ordinal: 0,
      sequence: 0,
      source: 'web',
      messageId: `${lead}-${index}`,
    });
    const facts: Fact[] = Object.entries(attributes).map(([path, value], i) => ({
      ...base(-1 - i, BENCH_AT - 130 * DAY),
      kind: 'attribute',
      path,
      value,
    }));
    for (let i = 0; i < size; i++) {
      const occurredAt = Math.floor(BENCH_AT - random() ** 2 * 120 * DAY);
      facts.push({ ...base(i, occurredAt), kind: 'activity', ...makeActivity(random, pick) });
    }
    const timeline = buildTimeline(facts);
    return { attributes, activities: timeline.activities, timeline };
  });
}

function makeActivity(random: () => number, pick: <T>(list: T[]) => T): { type: string; properties: JsonObject } {
  const kind = random();
  if (kind < 0.5) {
    const page = pick(PAGES);
    return {
      type: 'page.viewed',
      properties: {
        page,
        path: `/${page}/${Math.floor(random() * 5)}`,
        category: page === 'product' ? 'product' : 'other',
        sessionId: `s${Math.floor(random() * 9)}`,
      },
    };
  }
  if (kind < 0.75) return { type: 'email.opened', properties: { program: pick(['nurture', 'news']), variant: 'b' } };
  if (kind < 0.83) return { type: 'resource.downloaded', properties: { kind: 'guide', resource: 'g1' } };
  if (kind < 0.88) return { type: 'webinar.attended', properties: { webinar: 'w' } };
  if (kind < 0.92) return { type: 'video.watched', properties: { minutes: Math.floor(random() * 45) } };
  if (kind < 0.94) return { type: 'demo.requested', properties: {} };
  if (kind < 0.96) return { type: 'trial.started', properties: {} };
  return { type: kind < 0.98 ? 'meeting.missed' : 'email.clicked', properties: {} };
}
