import { expect, it } from '@jest/globals';
import { packJudged, unpackJudged } from '../../../../core/definitions/impact/pack-judged.js';
import { fc } from '../../../helpers/fast-check.js';

it('gives leads back as they were packed', () => {
  const pair = fc.tuple(fc.boolean(), fc.boolean());
  const maybe = fc.option(fc.integer(), { nil: null });
  const lead = fc.record({
    since: fc.integer(),
    handed: fc.boolean(),
    reachedAfter: fc.array(maybe, { minLength: 2, maxLength: 2 }),
    flagged: pair,
    handedOver: pair,
    score: fc.tuple(maybe, maybe),
  });
  fc.assert(
    fc.property(fc.array(lead), (leads) => {
      const packed: number[] = [];
      for (const one of leads) packJudged(packed, one);
      const unpacked = unpackJudged(packed, 2);
      for (const again of [unpacked, unpacked]) expect([...again]).toEqual(leads);
    }),
  );
});
