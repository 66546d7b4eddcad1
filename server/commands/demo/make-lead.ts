import type { ActivityInput, MoveLeadInput, UpsertLeadInput } from '../../leads/inputs.js';
import type { Dice } from './dice.js';
import { type DemoActivity, makeActivities, makeSignal } from './make-activities.js';
import type { Company } from './make-companies.js';
import { type DemoMove, makePath } from './make-path.js';

/** Everything about demo leads, as an import of history takes it. */
export interface DemoRecords {
  leads: UpsertLeadInput[];
  activities: ActivityInput[];
  moves: MoveLeadInput[];
}

/** One demo lead; where it says who it is, since when its company is known by it. */
export interface DemoLead extends DemoRecords {
  company: Company | null;
  knownAt: number;
}

/** What the made-up leads are made of. */
export interface DemoSetting {
  /** Companies inside the ideal customer profile, and the others. */
  fitting: Company[];
  others: Company[];
  /** What every id begins with. */
  prefix: string;
  ownerIds: string[];
  /** Stages of those nobody knows yet, and of those who said who they are. */
  initial: string;
  identified: string;
  /** When the demo ends, in milliseconds. */
  now: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Sources that hand over who it is. */
const KNOWN_AT_ONCE = new Set(['webinar', 'referral', 'newsletter']);
const HALF_YEAR = 182 * DAY;
const FIRST = ['Ve', 'Lo', 'Mi', 'Za', 'Ri', 'To', 'Na', 'Ka', 'Su', 'Fe', 'Ola', 'Ju'];
const SECOND = ['lmi', 'rano', 'tis', 'vek', 'nnu', 'dori', 'shu', 'pelo', 'quin', 'zaro', 'brel', 'mako'];
const ROLES: [string, string, string][] = [
  ['Marketing', 'Head of Marketing', 'director'],
  ['Sales', 'VP Sales', 'vp'],
  ['Revops', 'Revenue Operations Manager', 'manager'],
  ['Growth', 'Growth Specialist', 'staff'],
  ['Finance', 'Chief Financial Officer', 'c-level'],
  ['Data', 'Data Analyst', 'staff'],
  ['Product', 'Product Director', 'director'],
  ['Founder', 'Founder', 'owner'],
];
const ORIGINS: [[string, string, string | null], number][] = [
  [['organic-search', 'organic', null], 30],
  [['google-ads', 'paid-search', 'brand-terms'], 14],
  [['linkedin', 'paid-social', 'revops-leaders'], 16],
  [['webinar', 'event', 'agreeing-on-the-mql'], 11],
  [['review-site', 'review', null], 6],
  [['referral', 'partner', null], 8],
  [['newsletter', 'email', 'monthly-news'], 7],
  [['direct', 'direct', null], 8],
];
/** What share of the leads of a source qualify: referrals more than ads. */
const QUALIFYING: { [source: string]: number } = {
  referral: 0.5,
  'review-site': 0.45,
  webinar: 0.34,
  linkedin: 0.3,
  'google-ads': 0.2,
};

/** One demo lead with `count` activities: most come as visitors, some of whom never say who they are. */
export function makeLead(dice: Dice, setting: DemoSetting, number: number, count: number): DemoLead {
  const { now } = setting;
  const id = `${setting.prefix}-${String(number).padStart(4, '0')}`;
  const lead = { anonymousId: `demo-${id}` };
  const [source, channel, campaign] = dice.weighted(ORIGINS);
  const cameAt = Math.floor(now - HALF_YEAR * dice.share() ** 0.9 - 3 * HOUR);
  const anonymous = !KNOWN_AT_ONCE.has(source);
  const knownAt = anonymous ? cameAt + Math.floor(14 * DAY * dice.share() ** 3) + 5 * 60_000 : cameAt;
  const identified = knownAt < now && !(anonymous && dice.chance(0.14));
  const qualifies = identified && dice.chance(QUALIFYING[source] ?? 0.3);
  const signalAt = knownAt + Math.floor(dice.between(1, 30) * DAY * dice.share() + 3 * HOUR);
  const moves = qualifies && signalAt < now ? makePath(dice, signalAt + 1, now) : [];
  const company = dice.pick(qualifies || dice.chance(0.15) ? setting.fitting : setting.others);
  const told = makePerson(dice, company, `${number}`);
  const first = { source, channel, ...(campaign === null ? {} : { attributes: { campaign } }) };
  const known = {
    ...told,
    externalIds: [{ system: 'demo', value: id }],
    attributes: { ...told.attributes, ...(anonymous ? {} : first.attributes) },
  };
  const accepted = moves.find((move) => move.to === 'sal');
  const owner =
    accepted && setting.ownerIds.length > 0
      ? { ownerId: dice.pick(setting.ownerIds), occurredAt: new Date(accepted.at) }
      : null;
  const upserts = [
    ...(anonymous ? [{ ...first, stage: setting.initial, occurredAt: new Date(cameAt) }] : []),
    ...(identified
      ? [{ ...(anonymous ? {} : first), ...known, stage: setting.identified, occurredAt: new Date(knownAt) }]
      : []),
    ...(owner === null ? [] : [owner]),
  ];
  return {
    company: identified ? company : null,
    knownAt,
    leads: upserts.map((upsert, index) => ({ lead, ...upsert, idempotencyKey: `demo:${id}:lead:${index}` })),
    activities: activitiesOf(dice, { moves, signalAt, from: cameAt, keen: qualifies, count, now }).map(
      ({ at, ...activity }, index) => ({
        lead,
        ...activity,
        source: 'demo',
        occurredAt: new Date(at),
        messageId: `${id}-${index}`,
      }),
    ),
    moves: moves.map(({ at, ...move }, index) => ({
      lead,
      ...move,
      occurredAt: new Date(at),
      idempotencyKey: `demo:${id}:${index}`,
    })),
  };
}

function makePerson(dice: Dice, company: Company, number: string) {
  const first = `${dice.pick(FIRST)}${dice.pick(SECOND)}`;
  const [role, title, seniority] = dice.pick(ROLES);
  return {
    email: `${first}.${role}.${number}@${company.domain}`.toLowerCase(),
    name: `${first} ${role}`,
    account: { domain: company.domain },
    attributes: { title, seniority },
  };
}

function activitiesOf(
  dice: Dice,
  life: { moves: DemoMove[]; signalAt: number; from: number; keen: boolean; count: number; now: number },
): DemoActivity[] {
  const { moves, signalAt, from, keen, count, now } = life;
  const calls = moves
    .filter((move) => move.to === 'sal')
    .map(({ at }) => ({ type: 'sales.contacted', at: at + 60_000, properties: {} }));
  const signal = moves.length > 0 ? makeSignal(dice, signalAt).filter(({ at }) => at > from) : [];
  const end = Math.min(now, from + dice.between(20, 120) * DAY);
  const others = makeActivities(dice, count - signal.length - calls.length, from, end, keen);
  return [...signal, ...calls, ...others]
    .map((activity) => ({ ...activity, at: Math.min(Math.floor(activity.at), now) }))
    .sort((a, b) => a.at - b.at);
}
