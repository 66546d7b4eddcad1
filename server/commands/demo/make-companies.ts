import type { Dice } from './dice.js';

/** A made-up company; its domain ends in `.example`, which nobody can own. */
export interface Company {
  domain: string;
  name: string;
  attributes: { employees: number; industry: string; country: string; revenue: number };
}

const FIRST = [
  'Bright',
  'North',
  'Silver',
  'Quick',
  'Open',
  'Blue',
  'Clear',
  'Iron',
  'Green',
  'Fair',
  'High',
  'Deep',
  'Red',
  'Stone',
  'River',
  'Cloud',
  'Sun',
  'West',
  'Gold',
  'True',
];
const SECOND = [
  'forge',
  'field',
  'wave',
  'bridge',
  'works',
  'gate',
  'line',
  'mill',
  'port',
  'stack',
  'loom',
  'crest',
  'grid',
  'harbor',
  'path',
  'mark',
  'spring',
  'tower',
  'leaf',
  'trade',
];
const KINDS = [
  ['Software', 'saas'],
  ['Systems', 'tech'],
  ['Consulting', 'it-services'],
  ['Group', 'manufacturing'],
  ['Care', 'healthcare'],
  ['Retail', 'retail'],
  ['Finance', 'finance'],
  ['Institute', 'education'],
] as const;
const WEIGHTS = [26, 18, 12, 14, 8, 9, 8, 5];
const COUNTRIES = [
  ['DE', 28],
  ['US', 22],
  ['GB', 14],
  ['FR', 10],
  ['NL', 8],
  ['AT', 6],
  ['CH', 6],
  ['ES', 6],
] as const;

/** As many made-up companies as asked, each of its own domain. */
export function makeCompanies(dice: Dice, count: number): Company[] {
  const companies = new Map<string, Company>();
  while (companies.size < count) {
    const [kind, industry] = dice.weighted(KINDS.map((each, index) => [each, WEIGHTS[index] ?? 1] as const));
    const word = `${dice.pick(FIRST)}${dice.pick(SECOND)}`;
    const domain = `${word}-${kind}.example`.toLowerCase();
    const employees = Math.round(10 ** (1 + dice.share() * 2.6));
    const revenue = employees * dice.between(60, 180) * 1_000;
    const attributes = { employees, industry, country: dice.weighted(COUNTRIES), revenue };
    companies.set(domain, { domain, name: `${word} ${kind}`, attributes });
  }
  return [...companies.values()];
}
