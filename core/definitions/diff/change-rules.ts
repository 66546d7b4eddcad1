import type { FileKind } from '../file-kinds.js';
import type { ChangeLevel } from './definition-change.js';
import type { Act } from './value-change.js';

/** What is said of a change beside its place; each is found by `conditions` of rate-change. */
export type ChangeTest =
  | 'in-use'
  | 'runs'
  | 'used-in-head'
  | 'model-dropped'
  | 'shadow'
  | 'asked-whole'
  | 'asks-less'
  | 'rule-changed-too';

/** A rule: changes of these files, at this place (`*` one step, `**` any rest), done so, for which the test holds. */
export interface ChangeRule {
  of: readonly FileKind['kind'][];
  at: readonly string[];
  act?: readonly (Act | 'FILE_MOVED')[];
  if?: ChangeTest;
  level: ChangeLevel;
}

const GOES: readonly Act[] = ['REMOVED', 'RENAMED'];

/**
 * The classes of change, as definitions.md has them. The first rule that fits decides; what none names is DANGEROUS.
 * An empty place is the whole file.
 */
export const changeRules: readonly ChangeRule[] = [
  // models
  { of: ['model'], at: [''], act: ['REMOVED', 'FILE_MOVED'], if: 'runs', level: 'BREAKING' },
  { of: ['model'], at: [''], act: ['ADDED'], if: 'used-in-head', level: 'DANGEROUS' },
  { of: ['model'], at: [''], act: ['ADDED', 'FILE_MOVED'], level: 'SAFE' },
  {
    of: ['model'],
    at: '/name /description /owner /reviewedOn /reviewEvery /acknowledge/** /rules/*/label /rules/*/rationale'
      .concat(' /thresholds/*/label /thresholds/*/rationale /scores/*/label')
      .split(' '),
    level: 'SAFE',
  },
  { of: ['model'], at: ['/rules', '/thresholds'], act: ['REORDERED'], level: 'SAFE' },
  // example leads: an expectation that gives way together with its rule hides what the rule does
  { of: ['test'], at: ['/leads/*'], act: ['ADDED'], level: 'SAFE' },
  { of: ['test'], at: ['', '/**'], act: ['CHANGED', 'REMOVED', 'ADDED'], if: 'rule-changed-too', level: 'DANGEROUS' },
  { of: ['test'], at: ['', '/**'], level: 'SAFE' },
  // lifecycle
  { of: ['lifecycle'], at: ['/stages/*'], act: GOES, if: 'in-use', level: 'BREAKING' },
  { of: ['lifecycle'], at: ['/stages/*'], act: ['ADDED'], if: 'used-in-head', level: 'DANGEROUS' },
  { of: ['lifecycle'], at: ['/stages/*'], act: ['ADDED'], level: 'SAFE' },
  { of: ['lifecycle'], at: ['/stages/*/handoff'], act: ['REMOVED'], level: 'BREAKING' },
  { of: ['lifecycle'], at: ['/moves/*', '/reasons/*', '/frameworks/*'], act: GOES, if: 'in-use', level: 'BREAKING' },
  { of: ['lifecycle'], at: ['/frameworks/*/criteria/*'], act: GOES, if: 'in-use', level: 'BREAKING' },
  { of: ['lifecycle'], at: ['/frameworks/*/criteria/*'], act: ['ADDED'], if: 'asked-whole', level: 'DANGEROUS' },
  { of: ['lifecycle'], at: ['/frameworks/*/criteria/*', '/reasons/*'], act: ['ADDED'], level: 'SAFE' },
  { of: ['lifecycle'], at: ['/frameworks/*'], act: ['ADDED'], if: 'used-in-head', level: 'DANGEROUS' },
  { of: ['lifecycle'], at: ['/frameworks/*'], act: ['ADDED'], level: 'SAFE' },
  { of: ['lifecycle'], at: ['/models'], act: ['CHANGED', 'REMOVED'], if: 'model-dropped', level: 'BREAKING' },
  { of: ['lifecycle'], at: ['/challengers/*', '/challengers/*/**'], if: 'shadow', level: 'SAFE' },
  {
    of: ['lifecycle'],
    at: '/stages/*/label /stages/*/entry /stages/*/description /stages/*/kpi /moves/*/rationale /reasons/*/label'
      .concat(' /reasons/*/side /frameworks/*/label /frameworks/*/criteria/*/label /segments/*/label /acknowledge/**')
      .split(' '),
    level: 'SAFE',
  },
  {
    of: ['lifecycle'],
    at: ['/reasons', '/frameworks', '/frameworks/*/criteria'],
    act: ['REORDERED'],
    level: 'SAFE',
  },
  // clocks and routing
  { of: ['slas'], at: ['/policies/*'], act: GOES, if: 'in-use', level: 'BREAKING' },
  { of: ['slas'], at: ['/policies/*/label', '/acknowledge/**'], level: 'SAFE' },
  { of: ['slas'], at: ['/policies'], act: ['REORDERED'], level: 'SAFE' },
  { of: ['routing'], at: ['/pools/*'], act: GOES, if: 'in-use', level: 'BREAKING' },
  { of: ['routing'], at: ['/pools/*'], act: ['ADDED'], if: 'used-in-head', level: 'DANGEROUS' },
  { of: ['routing'], at: ['/pools/*'], act: ['ADDED'], level: 'SAFE' },
  { of: ['routing'], at: ['/pools'], act: ['REORDERED'], level: 'SAFE' },
  // the tracking plan: what it newly knows nothing uses yet
  {
    of: ['activities'],
    at: '/activities/* /activities/*/properties /activities/*/properties/* /leadAttributes/* /accountAttributes/*'.split(
      ' ',
    ),
    act: ['ADDED'],
    level: 'SAFE',
  },
  {
    of: ['activities'],
    at: '/activities/*/label /activities/*/description /activities/*/intent /required /required/** /acknowledge/**'.split(
      ' ',
    ),
    level: 'SAFE',
  },
  // imports
  { of: ['mapping'], at: [''], act: ['ADDED'], level: 'SAFE' },
  { of: ['mapping'], at: ['/label', '/description'], level: 'SAFE' },
  // who must sign
  { of: ['sign-offs'], at: ['', '/**'], if: 'asks-less', level: 'BREAKING' },
  // the tree's time zone decides which day an activity falls on
  { of: ['benchmarks'], at: ['/timeZone'], level: 'DANGEROUS' },
  { of: ['benchmarks', 'reviews', 'notifications', 'template', 'readme', 'schema'], at: ['', '/**'], level: 'SAFE' },
];
