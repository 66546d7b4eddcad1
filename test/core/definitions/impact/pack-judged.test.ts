import { expect, it } from '@jest/globals';
import { MARK, PLACE, packAll } from '../../../../core/definitions/impact/pack-judged.js';
import { fc } from '../../../helpers/fast-check.js';

it('leads can be read as they were packed', () => {
  const pair = fc.tuple(fc.boolean(), fc.boolean());
  const maybe = fc.option(fc.integer(), { nil: null });
  const drawn = fc.record({
    since: fc.integer(),
    handed: fc.boolean(),
    reachedAfter: fc.array(maybe, { minLength: 2, maxLength: 2 }),
    flagged: pair,
    handedOver: pair,
    score: fc.tuple(maybe, maybe),
  });
  fc.assert(
    fc.property(fc.array(drawn), (leads) => {
      const packed = packAll(leads);
      const size = PLACE.reachedAfter + 2;
      expect(packed.length).toBe(leads.length * size);
      const read = leads.map((_, index) => {
        const lead = packed.slice(index * size, (index + 1) * size);
        const known = (place: number) => (Number.isNaN(lead[place]) ? null : lead[place]);
        const has = (mark: number) => Math.floor((lead[PLACE.marks] as number) / mark) % 2 === 1;
        return {
          since: lead[PLACE.since],
          handed: has(MARK.handed),
          reachedAfter: [known(PLACE.reachedAfter), known(PLACE.reachedAfter + 1)],
          flagged: MARK.flagged.map(has),
          handedOver: MARK.handedOver.map(has),
          score: PLACE.scores.map(known),
        };
      });
      expect(read).toEqual(leads);
    }),
  );
});
