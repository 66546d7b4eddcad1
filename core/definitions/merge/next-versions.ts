import type { Json } from '../../scoring/facts.js';
import { diffValues } from '../diff/diff-values.js';
import { isObject } from '../diff/is-object.js';
import { normalForm, withoutForm } from '../diff/normal-form.js';
import { type Step, stepNames } from '../diff/value-change.js';
import { fileKind } from '../file-kinds.js';
import { parseFile } from '../parse.js';
import type { Files } from '../tree.js';

/** A model whose file a merge changes: its version on main, null for a new one, and what it will be. */
export interface NextVersion {
  path: string;
  from: string | null;
  to: string;
}

/**
 * Which version each changed model gets. Main's is raised: major where a threshold, `appliesTo` or `scores` changes,
 * minor where rules do, patch for words. A new model keeps its own, one without a sound version gets 1.0.0; a file
 * under another name goes on from the old one's.
 */
export function nextVersions(main: Files, merged: Files): NextVersion[] {
  const gone = Object.keys(main).filter((path) => !Object.hasOwn(merged, path));
  return Object.keys(merged)
    .sort()
    .flatMap((path): NextVersion[] => {
      const model = readModel(merged, path);
      if (!model) return [];
      const before = readModel(main, path);
      if (before) return nextOf(path, before, model);
      const old = gone.map((each) => readModel(main, each)).find((each) => each && nameless(each) === nameless(model));
      const proposed = versionOf(model);
      return old
        ? [{ path, from: versionOf(old), to: raise(versionOf(old), 0) }]
        : [{ path, from: null, to: proposed ?? FIRST }];
    });
}

const FIRST = '1.0.0';
type Model = { [member: string]: Json };

function nextOf(path: string, before: Model, model: Model): NextVersion[] {
  const place = { steps: [], from: '', to: '' };
  const changes = diffValues(place, withoutForm(before), withoutForm(model));
  if (changes.length === 0) return [];
  const from = versionOf(before);
  const part = Math.min(...changes.map(({ act, steps }) => (act === 'REORDERED' ? 2 : partOf(steps))));
  return [{ path, from, to: raise(from, part) }];
}

/** Which number of a version a change raises: 0 major, 1 minor, 2 patch. */
function partOf(steps: readonly Step[]): number {
  const [first = '', , member = ''] = stepNames(steps);
  const isWords = steps.length === 3 && (member === 'label' || member === 'rationale');
  if (['thresholds', 'appliesTo', 'scores', 'primary', 'key'].includes(first)) return isWords ? 2 : 0;
  return first === 'rules' && !isWords ? 1 : 2;
}

function raise(version: string | null, part: number): string {
  if (version === null) return FIRST;
  const numbers = version.split('.').map(BigInt);
  return numbers.map((number, index) => (index < part ? number : index === part ? number + 1n : 0n)).join('.');
}

function versionOf(model: Model): string | null {
  const { version } = model;
  return typeof version === 'string' && /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.test(version) ? version : null;
}

function readModel(files: Files, path: string): Model | null {
  if (fileKind(path)?.kind !== 'model' || !Object.hasOwn(files, path)) return null;
  const { value } = parseFile(path, files[path] ?? '');
  return isObject(value) ? value : null;
}

function nameless(model: Model): string {
  const { key: _, ...rest } = withoutForm(model);
  return normalForm(rest);
}
