import type { UpsertLeadInput } from '../../leads/inputs.js';
import { throwDice } from './dice.js';
import { type Company, makeCompanies } from './make-companies.js';
import { type DemoLead, type DemoRecords, type DemoSetting, makeLead } from './make-lead.js';

/** How many leads and activities the demo has. */
export const DEMO_LEADS = 2_000;
/** How many activities the demo has, of all leads together. */
export const DEMO_ACTIVITIES = 60_000;

/**
 * The demo: half a year of a made-up company's leads, ending at `now`; the same for the same arguments. The leads of one
 * company come together, the first to be known telling what is known of the company.
 */
export function makeDemo(seed: number, setting: Omit<DemoSetting, 'fitting' | 'others'>): DemoRecords[] {
  const dice = throwDice(seed);
  const companies = makeCompanies(dice, 700);
  const fits = ({ employees, industry }: Company['attributes']) =>
    employees >= 50 && employees <= 500 && (industry === 'saas' || industry === 'tech');
  const fitting = companies.filter((company) => fits(company.attributes));
  const others = companies.filter((company) => !fits(company.attributes));
  const mean = DEMO_ACTIVITIES / DEMO_LEADS;
  const leads: DemoLead[] = [];
  for (let left = DEMO_ACTIVITIES, number = 1; number <= DEMO_LEADS; number++) {
    const remaining = DEMO_LEADS - number;
    const count = remaining === 0 ? left : Math.min(dice.between(mean - 25, mean + 25), left - remaining * 5);
    leads.push(makeLead(dice, { ...setting, fitting, others }, number, count));
    left -= count;
  }
  const strangers = leads.filter((lead) => lead.company === null);
  return [...strangers, ...companies.flatMap((company) => colleagues(company, leads))];
}

/** The leads of a company as one whole; none where it has none. */
function colleagues(company: Company, leads: DemoLead[]): DemoRecords[] {
  const own = leads.filter((lead) => lead.company === company).sort((a, b) => a.knownAt - b.knownAt);
  if (own.length === 0) return [];
  const [upsert, ...later] = own.flatMap((lead) => lead.leads.filter((each) => each.account));
  const { domain, name, attributes } = company;
  const telling = { ...(upsert as UpsertLeadInput), account: { domain, name, attributes } };
  const before = own.flatMap((lead) => lead.leads.filter((each) => !each.account));
  return [
    {
      leads: [telling, ...before, ...later],
      activities: own.flatMap((lead) => lead.activities),
      moves: own.flatMap((lead) => lead.moves),
    },
  ];
}
