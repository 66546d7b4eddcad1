import { printCanonical } from '../../../core/definitions/canonical.js';
import type { Files } from '../../../core/definitions/tree.js';
import type { Json } from '../../../core/scoring/facts.js';
import { fc } from '../../helpers/fast-check.js';
import { seededRandom } from '../../helpers/seeded-random.js';
import { starter } from './tree-files.js';

/** What random trees are made of: by numbers, so that a failure prints these and not whole trees. */
export const edits: fc.Arbitrary<[seed: number, count: number]> = fc.tuple(fc.nat(), fc.nat({ max: 5 }));

/** A tree after `count` random edits: figures, texts, entries added, taken away, put elsewhere, files too. */
export function randomEdits(files: Files, [seed, count]: [seed: number, count: number]): Files {
  const random = seededRandom(seed);
  const integer: Integer = (from, to) => from + Math.floor(random() * (to - from + 1));
  const edited: { [path: string]: string } = { ...files };
  for (let edit = 0; edit < count; edit++) {
    const path = PATHS[integer(0, PATHS.length - 1)] as string;
    const text = edited[path];
    const chance = integer(0, 20);
    if (text === undefined || chance === 0) edited[path] = files[path] ?? (starter[path] as string);
    if (chance === 1) delete edited[path];
    if (text === undefined || chance < 2) continue;
    if (!path.endsWith('.json')) edited[path] = `${text}${chance > 10 ? 'More.\n' : 'no newline'}`;
    else edited[path] = printCanonical(changeSomewhere(JSON.parse(text) as Json, integer, edit));
  }
  return edited;
}

type Integer = (from: number, to: number) => number;

const PATHS = Object.keys(starter).filter((path) => !path.startsWith('schemas/'));

function changeSomewhere(value: Json, integer: Integer, mark: number): Json {
  if (Array.isArray(value)) return changeList(value, integer, mark);
  if (typeof value === 'number') return value + integer(1, 9);
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return `${value}${integer(0, 9)}`;
  if (value === null) return mark;
  const members = Object.keys(value);
  const member = members[integer(0, members.length - 1)];
  if (member === undefined) return { added: mark };
  if (integer(0, 15) === 0) {
    const { [member]: _, ...rest } = value;
    return rest;
  }
  if (integer(0, 15) === 0) return { ...value, [`member-${mark}`]: integer(0, 3) };
  return { ...value, [member]: changeSomewhere(value[member] ?? null, integer, mark) };
}

function changeList(list: Json[], integer: Integer, mark: number): Json[] {
  const at = integer(0, Math.max(0, list.length - 1));
  const one = list[at];
  if (one === undefined) return [mark];
  const chance = integer(0, 9);
  if (chance === 0) return list.toSpliced(at, 1);
  if (chance === 1) return list.toReversed();
  if (chance === 2) return list.toSpliced(at, 0, renamed(one, integer(0, 99)));
  if (chance === 3) return list.with(at, renamed(one, integer(0, 99)));
  return list.with(at, changeSomewhere(one, integer, mark));
}

function renamed(entry: Json, number: number): Json {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return `new-${number}`;
  return { ...entry, ...('key' in entry ? { key: `new-${number}` } : {}) };
}
