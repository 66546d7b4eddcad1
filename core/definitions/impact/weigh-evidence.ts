import type { ChangeLevel, DefinitionChange } from '../diff/definition-change.js';
import { levelOf } from '../diff/level-of.js';
import type { ImpactFigures } from './impact-report.js';
import { isFaithful } from './is-faithful.js';

/** What a report says about the class of a change, and over how many days it looked. */
export interface Evidence extends Pick<ImpactFigures, 'leads' | 'changed' | 'unchanged' | 'errors' | 'mismatchShare'> {
  days: number;
  thresholds: readonly Pick<ImpactFigures['thresholds'][number], 'key' | 'base' | 'head'>[];
}

/** The class of a whole change: by the rules alone, and by the evidence too; `because` says why they differ. */
export interface WeighedLevel {
  rule: ChangeLevel;
  level: ChangeLevel;
  because: string | null;
}

type Rated = Pick<DefinitionChange, 'level' | 'path' | 'place'>;

/** So few leads are an accident: they make nothing BREAKING. */
const MANY = 20;
/** In use is what at least `MANY` leads crossed; it is gone where less than a tenth of them still do. */
const GONE = 0.1;
const MOST = 0.5;
/** What nobody was touched by counts from here on. */
const ENOUGH_DAYS = 28;
const ENOUGH_LEADS = 100;
/** The only thing whose loss a replay shows whole: what people, routing or clocks do with the rest is not in it. */
const REPLAYED = /^(models\/(?!.*\.test\.json$)[^/]+\.json|lifecycle\.json#\/models(\/.*)?)$/;

/**
 * Weighs the class that the rules give a change against what it would have done. Raised to DANGEROUS where any lead would
 * have crossed or moved otherwise; to BREAKING where that is most of the leads, and at least 20, or where a threshold that
 * 20 leads crossed would be crossed by less than a tenth of them. Lowered from BREAKING to DANGEROUS, never further, where
 * all that is BREAKING takes a model away, and over 28 days or more, of 100 leads or more, replayed without an error and as
 * recorded, none would have crossed or moved otherwise. No evidence, or a replay that is not faithful, changes nothing; of
 * several reports the one that asks for most decides.
 */
export function weighEvidence(changes: readonly Rated[], evidence: readonly Evidence[]): WeighedLevel {
  const rule = levelOf(changes);
  const believed = evidence.filter((one) => isFaithful(one) !== false);
  const raised = believed.map((one) => raise(rule, one)).filter((one) => one !== null);
  const highest = levelOf(raised);
  const worst = raised.find(({ level }) => level === highest);
  if (worst) return { rule, ...worst };
  const breaking = changes.filter(({ level }) => level === 'BREAKING');
  const isReplayed = breaking.length > 0 && breaking.every(isOfModels);
  const proven = believed.find(isEnough);
  if (isReplayed && proven && evidence.every(({ changed, errors }) => changed === 0 && errors === 0)) {
    const because = `of ${replayed(proven)} leads in ${Math.floor(proven.days)} days none would have crossed or moved otherwise`;
    return { rule, level: 'DANGEROUS', because };
  }
  return { rule, level: rule, because: null };
}

function raise(rule: ChangeLevel, evidence: Evidence): Pick<WeighedLevel, 'level' | 'because'> | null {
  const { changed, thresholds } = evidence;
  if (rule === 'BREAKING' || changed === 0) return null;
  const gone = thresholds.find(({ base, head }) => base >= MANY && head < base * GONE);
  if (gone) {
    const because = `${gone.base} leads crossed ${gone.key}, and ${gone.head === 0 ? 'none' : gone.head} would`;
    return { level: 'BREAKING', because };
  }
  const because = `${changed} of ${replayed(evidence)} leads would have crossed or moved otherwise`;
  if (changed >= MANY && changed > replayed(evidence) * MOST) return { level: 'BREAKING', because };
  return rule === 'SAFE' ? { level: 'DANGEROUS', because } : null;
}

function isEnough(evidence: Evidence): boolean {
  return isFaithful(evidence) === true && evidence.days >= ENOUGH_DAYS && replayed(evidence) >= ENOUGH_LEADS;
}

function replayed({ changed, unchanged }: Evidence): number {
  return changed + unchanged;
}

function isOfModels({ path, place }: Rated): boolean {
  return REPLAYED.test(path === 'lifecycle.json' ? `${path}#${place}` : path);
}
