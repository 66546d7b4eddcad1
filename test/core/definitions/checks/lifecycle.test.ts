import { describe, expect, it } from '@jest/globals';
import { checkTree } from '../../../../core/definitions/check.js';
import { edit, type Loose, newProblems, set, starter } from '../tree-files.js';
import { holdErrors, holdWarnings } from './hold.js';

const MODEL = 'models/hundred-point.json';
const AUTHORITY = '/moves/3/requires/when/all/0/criteria/0';
const BANT = '/moves/3/requires/when/all/1/qualification';
const FOUR = '/moves/3/requires/when/all/1/atLeast';
const SOCIAL = '/moves/4/requires/when';

const shares = (...drawn: [share: number, by: string][]) =>
  drawn.map(([share, by], index) => ({ model: ['icp-gate', 'fit-gate'][index], against: 'hundred-point', share, by }));

describe('lifecycle.json', () => {
  holdErrors('lifecycle.json', [
    ['unknown-model', { '/models/-': 'hundred-pint' }, /'hundred-pint'\. Did you mean 'hundred-point'/, '/models/1'],
    ['unknown-model', { '/challengers/0/against': 'fit-gate' }, /no running model 'fit-gate'/],
    ['unknown-model', { '/challengers/0/model': 'icp-gat' }, /Did you mean 'icp-gate'/],
    [
      'uneven-shares',
      { '/challengers': shares([0.7, 'lead'], [0.4, 'lead']) },
      /1.1 of the leads/,
      '/challengers/1/share',
    ],
    [
      'uneven-shares',
      { '/challengers': shares([0.1, 'lead'], [0.2, 'account']) },
      /'icp-gate' draws by lead/,
      '/challengers/1/by',
    ],
    ['unknown-stage', { '/initial': 'visitr' }, /'visitr'. Did you mean 'visitor'/],
    ['unknown-stage', { '/moves/0/to': 'leed' }, /'leed'/],
    ['unknown-stage', { '/moves/1/from/0': 'leads' }, /Did you mean 'lead'/],
    ['unknown-stage', { '/reasons/0/from/1': 'sales' }, /'sales'/],
    ['unknown-stage', { '/stages/2/handoff/acceptTo': 'sall' }, /Did you mean 'sal'/],
    ['unknown-stage', { '/renamed': { stages: { old: 'new' } } }, /no stage 'new'/, '/renamed/stages/old'],
    ['unknown-reason', { '/stages/2/handoff/onExpiry/reason': 'late' }, /no reason 'late'/],
    ['unknown-attribute', { '/moves/6/requires/attributes/0': 'expectedvalue' }, /Did you mean 'expectedValue'/],
    ['unknown-criterion', { [AUTHORITY]: 'authorety' }, /Did you mean 'authority'/],
    ['unknown-framework', { [BANT]: 'bunt' }, /Did you mean 'bant'/],
    ['too-many-criteria', { [FOUR]: 5 }, /At least 5 .* only 4/],
    ['misplaced-condition', { [SOCIAL]: { score: 'total', atLeast: 1 } }, /outside a threshold/, `${SOCIAL}/score`],
    ['misplaced-condition', { '/segments/0/when': { rule: 'a' } }, /outside a threshold/, '/segments/0/when/rule'],
    ['duplicate-key', { '/moves/1/key': 'identify' }, /'identify' is used twice/],
    ['duplicate-key', { '/frameworks/0/criteria/1/key': 'budget' }, /'budget' is used twice/],
    ['bad-key', { '/stages/1/key': 'Lead' }, /"Lead" is no key/],
    ['schema', { '/stages/2/owner': 'sdr' }, /"sdr" is not one of/],
    ['schema', { '/language': 2 }, /must be 1, not 2/],
    ['other-without-note', { '/reasons/0/side': 'other' }, /needs no note/],
    ['unlisted-move', { '/moves/1/by': ['person'] }, /no move to 'mql' by score/, '/thresholds/0/moveTo', MODEL],
    ['bad-duration', { '/reasons/1/coolDown': 'P1M' }, /weeks or days/],
  ]);

  holdWarnings('lifecycle.json', [
    ['vague-reason', { '/reasons/0/label': 'Not a good fit' }, /'Not a good fit'/],
    ['vague-reason', { '/reasons/0/label': 'Bad lead' }, /'Bad lead'/],
    ['vague-reason', { '/reasons/0/label': 'Other' }, /'Other'/],
    ['no-reasons', { '/reasons': undefined, '/stages/2/handoff/onExpiry': undefined }, /has no reasons/, ''],
    ['no-reason-for-move', { '/moves/8/from/-': 'lead' }, /'recycle' needs a reason, .* 'lead'/, '/moves/8/from'],
  ]);

  it('says that nobody accepts leads where a tree has no SAL', () => {
    const renamed = JSON.parse((starter['lifecycle.json'] as string).replaceAll('"sal"', '"working"')) as Loose;
    const without = edit(starter, 'lifecycle.json', (lifecycle) => Object.assign(lifecycle, renamed));
    expect(newProblems(starter, without, 'no-sal')).toEqual([]);
    const unnamed = set(without, 'lifecycle.json', { '/stages/3/label': 'Working' });
    expect(newProblems(starter, unnamed, 'no-sal')).toHaveLength(1);
    expect(checkTree(unnamed).tree).toBeDefined();
  });

  it('asks a challenger that decides for its share what it asks a running model', () => {
    const shared = (share: number) => {
      const running = set(starter, 'lifecycle.json', { '/challengers/0/share': share });
      return set(running, 'models/icp-gate.json', { '/thresholds/0/moveTo': 'customer' });
    };
    expect(newProblems(starter, shared(0), 'unlisted-move')).toEqual([]);
    expect(newProblems(starter, shared(0.1), 'unlisted-move')).toHaveLength(1);
  });
});
