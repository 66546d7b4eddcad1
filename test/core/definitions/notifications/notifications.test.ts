import { describe, expect, it } from '@jest/globals';
import { announcementsOf } from '../../../../core/definitions/notifications/announcements-of.js';
import { dressMessage } from '../../../../core/definitions/notifications/dress-message.js';
import { fillTemplate } from '../../../../core/definitions/notifications/fill-template.js';
import { type Addressee, resolveRecipients } from '../../../../core/definitions/notifications/resolve-recipients.js';
import type { Json } from '../../../../core/scoring/facts.js';
import { fc } from '../../../helpers/fast-check.js';

const tree = (on: Json) => ({
  notifications: { language: 1, notifications: [{ key: 'one', on, to: ['owner'], template: 'templates/one.md' }] },
});
const breach = { kind: 'sla', what: 'BREACHED', policy: 'review' } as const;

describe('what is announced', () => {
  it.each([
    [{ threshold: 'mql' }, { kind: 'threshold', threshold: 'mql', direction: 'UP' }, true],
    [{ threshold: 'mql' }, { kind: 'threshold', threshold: 'mql', direction: 'DOWN' }, false],
    [{ threshold: 'mql' }, { kind: 'threshold', threshold: 'sql', direction: 'UP' }, false],
    [{ enter: 'mql' }, { kind: 'enter', stage: 'mql' }, true],
    [{ enter: 'mql' }, { kind: 'enter', stage: 'sal' }, false],
    [{ handoff: 'opened' }, { kind: 'handoff', what: 'opened' }, true],
    [{ handoff: 'opened' }, { kind: 'handoff', what: 'withdrawn' }, false],
    [{ sla: 'breached' }, breach, true],
    [{ sla: 'warned' }, breach, false],
    [{ sla: 'met-late' }, { ...breach, what: 'MET_LATE' }, true],
    [{ sla: 'breached', policy: 'review' }, breach, true],
    [{ sla: 'breached', policy: 'other' }, breach, false],
    [{ policy: 'review' }, breach, true],
    [{ policy: 'review' }, { ...breach, what: 'WARNED' }, false],
    [{ sla: 'breached', enter: 'mql' }, breach, false],
    [{ sla: 'breached' }, { ...breach, what: 'ESCALATED' }, false],
  ] as const)('%j on %j: %s', (on, happened, expected) => {
    expect(announcementsOf(tree(on), happened)).toHaveLength(expected ? 1 : 0);
  });
});

describe('a template', () => {
  it('is filled; what is absent shows as a dash', () => {
    const filled = fillTemplate(
      '**{{lead.name}}** ({{ account.name }}): {{lead.url}} {{toString}} {{constructor.name}}',
      {
        'lead.name': 'Ada',
        'account.name': '',
        'lead.url': 'https://accord.example.com/leads/1',
      },
    );
    expect(filled).toBe('**Ada** (–): https://accord.example.com/leads/1 – –');
  });

  it('takes no lines from a value, whatever is in it, and fills no placeholder twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 700 }), (value) => {
        const filled = fillTemplate('a {{lead.name}} b', { 'lead.name': value, 'lead.url': 'LEAKED' });
        expect(filled.split(/\r|\n|\u2028|\u2029/)).toHaveLength(1);
        expect(filled.startsWith('a ') && filled.endsWith(' b')).toBe(true);
        expect(filled).not.toContain('LEAKED');
      }),
    );
    expect(fillTemplate('{{lead.name}}', { 'lead.name': '{{lead.url}}', 'lead.url': 'LEAKED' })).toBe('{{lead.url}}');
  });

  it('is dressed for each medium, with nothing of a value obeyed', () => {
    const { slack, text, html } = dressMessage('**<!channel> & "co"**\n\nnext\nline **');
    expect(slack).toBe('*&lt;!channel&gt; &amp; "co"*\n\nnext\nline **');
    expect(text).toBe('<!channel> & "co"\n\nnext\nline **');
    expect(html).toBe('<p><strong>&lt;!channel&gt; &amp; &quot;co&quot;</strong></p>\n<p>next<br>line **</p>');
  });
});

describe('recipients', () => {
  const person = (id: string, more: Partial<Addressee> = {}): [string, Addressee] => [
    id,
    { id, teams: ['sales'], managerId: null, active: true, ...more },
  ];
  const people = new Map([
    person('rep', { managerId: 'boss' }),
    person('boss', { teams: ['sales', 'marketing'] }),
    person('gone', { active: false, managerId: 'boss' }),
    person('writer', { teams: ['marketing'] }),
  ]);

  it.each([
    [['owner', 'manager', 'slack:revenue'], 'rep', ['rep', 'boss', 'slack:revenue']],
    [['team', 'manager'], 'rep', ['rep', 'boss']],
    [['owner', 'manager'], 'gone', ['owner!', 'boss']],
    [['owner', 'manager', 'email:a@example.com'], null, ['owner!', 'manager!', 'email:a@example.com']],
    [['owner', 'manager'], 'boss', ['boss', 'manager!']],
  ] as const)('%j of %s: %j', (to, ownerId, expected) => {
    const found = resolveRecipients(to, { ownerId, team: 'sales' }, people);
    expect(found.map((one) => (one.nobody ? `${one.to}!` : one.to))).toEqual(expected);
  });

  it('says that a team is empty', () => {
    expect(resolveRecipients(['team'], { ownerId: null, team: 'revops' }, people)).toEqual([
      { to: 'team', nobody: 'nobody is in the team' },
    ]);
  });
});
