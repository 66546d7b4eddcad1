import { describe, expect, it } from '@jest/globals';
import { challengerTree } from '../../../../core/definitions/challengers/challenger-tree.js';
import { followLead } from '../../../../core/definitions/follow-lead.js';
import type { Arrival, Effect, LeadMemory } from '../../../../core/definitions/followed-lead.js';
import { fromMicro } from '../../../../core/scoring/micro.js';
import { followShadow, type ShadowedLead } from '../../../../server/leads/challengers/follow-shadow.js';
import type { Shadow } from '../../../../server/leads/challengers/shadow.js';
import { shadowSteps } from '../../../../server/leads/challengers/shadow-steps.js';
import { DAY, look, nobody, plain, remember, T0, tree } from '../../../core/definitions/follow-lead-cases.js';
import { arrivalsOf, steps } from '../../../core/definitions/random-arrivals.js';
import { fc } from '../../../helpers/fast-check.js';
import { seed } from '../../../helpers/seeded-random.js';

describe(`followShadow (SEED=${seed})`, () => {
  it.each(['points-to-sql', 'engagement-then-fit', 'icp-gate'])(
    'comes, arrival by arrival, to what %s alone makes of all of them, from snapshots or facts',
    (model) => {
      const definition = { model, against: 'hundred-point', share: 0, by: 'lead' } as const;
      const challenger = { id: 'challenger_1', definition, scoredAt: null, tree: challengerTree(tree, [definition]) };
      let fromSnapshot = 0;
      fc.assert(
        fc.property(steps, (given) => {
          const arrivals = [...arrivalsOf(given), look(T0 + 100 * DAY)];
          let memory: LeadMemory = nobody;
          let before: Shadow | null = null;
          const effects: Effect[] = [];
          const passed: Arrival[] = [];
          for (const arrival of arrivals) {
            const live = followLead(tree, memory, [arrival]);
            const told = shadowSteps([arrival], live);
            const lead: ShadowedLead = {
              ...{ id: 'lead_1', createdAt: T0, drawnBy: null, before, steps: told, facts: null, release: 1 },
              ...{ liveAt: new Date(live.evaluatedAt), handedAt: null },
            };
            const stored = followShadow(challenger, lead);
            if (stored) fromSnapshot++;
            const followed = stored ?? followShadow(challenger, { ...lead, facts: memory.facts });
            if (!followed) throw new Error('it lacks facts although all were given');
            effects.push(...followed.followed.effects);
            before = followed.shadow;
            passed.push(...told);
            memory = remember(memory, [arrival], live);
          }
          const alone = followLead(challenger.tree, nobody, passed);
          expect(plain(effects)).toEqual(plain(alone.effects));
          const { stage, pass, thresholds, evaluation } = alone;
          const value = evaluation ? fromMicro(evaluation.value) : null;
          expect(before).toMatchObject({ stage, pass, thresholds, value });
        }),
        { seed, numRuns: 150 },
      );
      expect(fromSnapshot).toBeGreaterThan(0);
    },
  );
});
