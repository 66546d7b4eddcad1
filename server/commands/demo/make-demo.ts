import { throwDice } from './dice.js';
import { makeCompanies } from './make-companies.js';
import { type DemoLead, type DemoSetting, makeLead } from './make-lead.js';

/** How many leads and activities the demo has. */
export const DEMO_LEADS = 2_000;
export const DEMO_ACTIVITIES = 60_000;

/** The demo: half a year of a made-up company's leads, ending at `now`; the same for the same arguments. */
export function makeDemo(seed: number, setting: Omit<DemoSetting, 'fitting' | 'others'>): DemoLead[] {
  const dice = throwDice(seed);
  const companies = makeCompanies(dice, 700);
  const fits = ({ employees, industry }: { employees: number; industry: string }) =>
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
  return leads;
}
