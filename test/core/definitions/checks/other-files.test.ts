import { describe, expect, it } from '@jest/globals';
import { edit, type Loose, newProblems, starter } from '../tree-files.js';
import { holdErrors } from './hold.js';

describe('slas.json', () => {
  holdErrors('slas.json', [
    ['unknown-stage', { '/policies/0/startsOn/enter': 'mqls' }, /Did you mean 'mql'/],
    ['unknown-stage', { '/policies/0/stopsOn/0/leave': 'mqls' }, /Did you mean 'mql'/],
    ['unknown-calendar', { '/policies/2/calendar': 'offices' }, /Did you mean 'office'/],
    ['missing-calendar', { '/policies/2/calendar': undefined }, /names no calendar/, '/policies/2'],
    ['bad-duration', { '/policies/2/within': 'P1D' }, /'business' counts hours/],
    ['bad-duration', { '/policies/3/within': 'PT8H' }, /whole days/],
    ['bad-duration', { '/policies/0/within': 'P1M' }, /weeks or days/],
    ['never-resumed', { '/policies/4/resumesOn': undefined }, /nothing resumes it/, '/policies/4/pausesOn'],
    ['unknown-activity', { '/policies/2/startsOn/activity': 'demo.request' }, /Did you mean 'demo.requested'/],
    ['unknown-attribute', { '/policies/0/when/attribute': 'sauce' }, /Did you mean 'source'/],
    ['no-working-time', { '/calendars/0/week': { monday: [] } }, /'office' has no working time/],
    ['bad-hours', { '/calendars/0/week/monday': [['17:00', '09:00']] }, /17:00 to 09:00/, '/calendars/0/week/monday/0'],
    [
      'bad-hours',
      { '/calendars/0/week/friday/-': ['16:00', '18:00'] },
      /16:00 lies before 17:00/,
      '/calendars/0/week/friday/1',
    ],
    ['unknown-time-zone', { '/calendars/0/timeZone': 'Europe/Berln' }, /'Europe\/Berln'/],
  ]);

  it('is missed where leads are handed over', () => {
    const unwatched = edit(starter, 'slas.json', (slas) => {
      slas.policies = slas.policies.filter((one: Loose) => one.startsOn.enter !== 'mql');
    });
    const [problem] = newProblems(starter, unwatched, 'no-sla');
    expect(problem).toMatchObject({ level: 'warning', path: 'lifecycle.json', pointer: '/stages/2' });
  });
});

describe('the other files', () => {
  holdErrors('routing.json', [
    ['unknown-pool', { '/routes/0/to': 'enterprise' }, /no pool 'enterprise'/],
    ['unknown-pool', { '/fallback': 'inbound' }, /no pool 'inbound'/],
    ['schema', { '/pools/0/team': 'sdr' }, /"sdr" is not one of/],
    ['unknown-attribute', { '/routes/1/when/attribute': 'account.ownr' }, /Did you mean 'account.owner'/],
  ]);
  holdErrors('benchmarks.json', [
    ['unknown-profile', { '/default': 'b2c' }, /no profile 'b2c'/],
    ['unknown-stage', { '/profiles/0/metrics/0/to': 'sqll' }, /Did you mean 'sql'/],
    ['unknown-stage', { '/findings/dwell': { mqls: 'P1D' } }, /Did you mean 'mql'/, '/findings/dwell/mqls'],
    ['unknown-time-zone', { '/timeZone': 'Mars/Base' }, /'Mars\/Base'/],
  ]);
  holdErrors('notifications.json', [
    ['unknown-template', { '/notifications/0/template': 'templates/gone.md' }, /no template 'templates\/gone.md'/],
    ['unknown-threshold', { '/notifications/0/on': { threshold: 'mlq' } }, /'mlq'/, '/notifications/0/on/threshold'],
    ['unknown-policy', { '/notifications/1/on/policy': 'mql-revue' }, /no policy 'mql-revue'/],
    ['unknown-stage', { '/notifications/0/on': { enter: 'sall' } }, /Did you mean 'sal'/, '/notifications/0/on/enter'],
  ]);
  holdErrors('reviews.json', [['unknown-time-zone', { '/reviews/0/timeZone': 'Europe/Berln' }, /'Europe\/Berln'/]]);
  holdErrors('sign-offs.json', [['unknown-property', { '/rules/0/teams/sails': 1 }, /Did you mean "sales"/]]);
  holdErrors('activities.json', [
    ['unknown-attribute', { '/ignore/0/attribute': 'mail' }, /Did you mean 'email'/],
    ['unknown-attribute', { '/required/0': 'account.employes' }, /Did you mean 'account.employees'/],
    ['schema', { '/leadAttributes/title': 'text' }, /"text" is not one of/],
  ]);
});
