import type { Entry, Question } from './brute-force-funnel.js';

export const DAY = 86_400_000;
/** When the histories begin: just before clocks change in Europe. */
export const START = Date.parse('2026-03-20T00:00:00Z');
const SOURCES = ['ads', 'webinar', null];

/** Leads with one to three passes through any of the stages, at random times, some before the stage before. */
export function randomHistory(random: () => number, stages: readonly string[]): Entry[] {
  const pick = <Value>(of: readonly Value[]) => of[Math.floor(random() * of.length)] as Value;
  const entries: Entry[] = [];
  for (let lead = 0; lead < 60; lead++) {
    for (let pass = 1; pass <= 1 + Math.floor(random() * 3); pass++) {
      let at = START + Math.floor(random() * 30) * DAY + Math.floor(random() * 4) * (DAY / 4);
      for (const stage of stages.filter(() => random() < 0.45)) {
        const handedOff = stage === 'mql' && random() < 0.5;
        entries.push({
          lead: `lead_${lead}`,
          pass,
          stage,
          at,
          source: pick(SOURCES),
          score: pick([10, 45, 60, 99, null]),
          handedOff,
        });
        at += Math.floor((random() * 6 - 1) * 86_400) * 1000;
      }
    }
  }
  return entries;
}

/** Anything one may ask of them. */
export function randomQuestion(random: () => number, stages: readonly string[]): Question {
  const from = START + Math.floor(random() * 20) * (DAY / 2);
  const chosen = stages.filter(() => random() < 0.5);
  return {
    basis: random() < 0.5 ? 'COHORT' : 'PERIOD',
    from,
    to: from + Math.floor(random() * 40) * (DAY / 2),
    stages: chosen.length > 0 ? chosen : ['mql', 'customer'],
    handedOff: random() < 0.3,
    distinctLeads: random() < 0.4,
  };
}
