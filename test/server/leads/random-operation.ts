import { importRecords } from '../../../server/leads/import-records.js';
import type { LeadRef } from '../../../server/leads/inputs.js';
import { mergeLeads } from '../../../server/leads/merge-leads.js';
import { moveLead } from '../../../server/leads/move-lead.js';
import type { Intake } from '../../../server/leads/open-intake.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { ago, machine, person } from './open-test-intake.js';

const LEADS = 25;
const LONG_AGO = 12 * 86_400_000;

/** Anything anybody may do to one of 25 leads, each known by an e-mail, a number and a cookie; `user_rep` must exist. */
export function randomOperation(random: () => number): (intake: Intake) => Promise<unknown> {
  let messages = 0;
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const past = (from = 0) => ago(from + Math.floor(random() * LONG_AGO));
  const names = (): [LeadRef, LeadRef, LeadRef] => {
    const i = Math.floor(random() * LEADS);
    const externalId = { system: 'crm', value: String(i) };
    return [{ email: `p${i}@co${i % 4}.example` }, { externalId }, { anonymousId: `cookie${i}` }];
  };
  const ref = () => pick(names());
  const confirmed = ['budget', 'authority', 'need', 'timeline'].map((key) => ({ key, status: 'CONFIRMED' as const }));
  const operations: ((intake: Intake) => Promise<unknown>)[] = [
    (intake) =>
      recordActivities(intake, machine(), {
        activities: Array.from({ length: 1 + Math.floor(random() * 8) }, () => ({
          lead: ref(),
          type: pick(['page.viewed', 'demo.booked', 'call.held']),
          occurredAt: random() < 0.5 ? ago(0) : past(),
          messageId: `f${random() < 0.1 ? Math.floor(random() * messages) : messages++}`,
          properties: { page: 'pricing' },
        })),
      }),
    (intake) => {
      const [{ email }, byNumber, byCookie] = names();
      const idempotencyKey = random() < 0.5 ? `k${Math.floor(random() * 50)}` : null;
      return upsertLead(intake, machine(), {
        lead: pick([byNumber, byCookie]),
        email: email as string,
        idempotencyKey,
      });
    },
    (intake) =>
      upsertLead(intake, machine(), {
        lead: ref(),
        ownerId: 'user_rep',
        attributes: { seniority: pick(['vp', 'staff', null]), title: pick(['a', 'b']) },
        account: {
          attributes: { employees: pick([10, 200]), industry: 'saas' },
          domain: pick([null, null, 'co9.example']),
        },
        ...(random() < 0.3 ? { occurredAt: past() } : {}),
        ...(random() < 0.2 ? { stage: pick(['mql', 'nurture', 'customer']) } : {}),
      }),
    (intake) =>
      moveLead(intake, person(['SALES'], 'user_rep'), {
        lead: ref(),
        to: pick(['mql', 'sal', 'sql', 'nurture', 'disqualified']),
        reason: pick([null, 'low-intent', 'no-budget', 'wrong-icp']),
        framework: 'bant',
        answers: pick([[], confirmed]),
      }),
    (intake) => mergeLeads(intake, machine(['ADMIN']), { keep: ref(), absorb: ref() }),
    (intake) =>
      importRecords(intake, machine(), {
        historical: true,
        leads: [
          { lead: ref(), stage: pick([null, 'mql']), occurredAt: past(LONG_AGO), idempotencyKey: `i${messages++}` },
        ],
        activities: [{ lead: ref(), type: 'demo.booked', occurredAt: past(LONG_AGO), messageId: `h${messages++}` }],
        moves: [
          {
            lead: ref(),
            to: pick(['sal', 'customer', 'nurture']),
            occurredAt: past(LONG_AGO),
            idempotencyKey: `i${messages++}`,
          },
        ],
      }),
  ];
  return (intake) => pick(operations)(intake);
}
