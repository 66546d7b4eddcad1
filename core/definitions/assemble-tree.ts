import type { Json } from '../scoring/facts.js';
import type { ScoringModel } from '../scoring/model.js';
import { fileKind } from './file-kinds.js';
import type { Finding } from './finding.js';
import { type ParsedFile, parseFile } from './parse.js';
import type { Activities, Benchmarks, DefinitionsTree, Files, Lifecycle, ModelTest, Problem, Slas } from './tree.js';

/** A tree as far as it could be read: files that are absent or broken are left out of `tree` or stand as empty ones. */
export interface TreeReading {
  tree: DefinitionsTree;
  files: Files;
  parsed: ReadonlyMap<string, ParsedFile>;
  /** Paths whose value was read and fits its schema. */
  sound: ReadonlySet<string>;
  /** Problems of the grammar, already placed. */
  problems: Problem[];
  findings: Finding[];
}

/** Says what is wrong with the value of a file of some schema. */
export type FileJudge = (path: string, schema: string, value: Json) => Finding[];

/** Reads every file of a tree and puts together what `judge` finds nothing wrong with; a path the tree does not have is an error. */
export function assembleTree(files: Files, judge: FileJudge): TreeReading {
  const parsed = new Map<string, ParsedFile>();
  const sound = new Set<string>();
  const problems: Problem[] = [];
  const findings: Finding[] = [];
  for (const path of Object.keys(files).sort()) {
    const kind = fileKind(path);
    if (!kind) findings.push(forbidden(path));
    if (!kind?.schema) continue;
    const file = parseFile(path, files[path] ?? '');
    parsed.set(path, file);
    problems.push(...file.problems);
    if (file.value === undefined) continue;
    const found = judge(path, kind.schema, file.value);
    findings.push(...found);
    if (found.length === 0) sound.add(path);
  }
  const value = <T>(path: string): T | undefined => (sound.has(path) ? (parsed.get(path)?.value as T) : undefined);
  const json = (path: string): Json => value<Json>(path) ?? EMPTY[path] ?? null;
  const models: { [key: string]: ScoringModel } = Object.create(null);
  const tests: { [key: string]: ModelTest } = Object.create(null);
  for (const path of sound) {
    const name = /^models\/(.+?)(\.test)?\.json$/.exec(path);
    if (name?.[1] === undefined) continue;
    if (name[2]) tests[name[1]] = value<ModelTest>(path) as ModelTest;
    else models[name[1]] = value<ScoringModel>(path) as ScoringModel;
  }
  const tree: DefinitionsTree = {
    lifecycle: value<Lifecycle>('lifecycle.json') ?? EMPTY_LIFECYCLE,
    activities: value<Activities>('activities.json') ?? EMPTY_ACTIVITIES,
    slas: value<Slas>('slas.json') ?? { language: 1, calendars: [], policies: [] },
    benchmarks: value<Benchmarks>('benchmarks.json') ?? { language: 1, profiles: [] },
    routing: json('routing.json'),
    reviews: json('reviews.json'),
    notifications: json('notifications.json'),
    signOffs: json('sign-offs.json'),
    models,
    tests,
  };
  return { tree, files, parsed, sound, problems, findings };
}

const EMPTY_LIFECYCLE: Lifecycle = { language: 1, models: [], initial: '', identified: '', stages: [], moves: [] };
const EMPTY_ACTIVITIES: Activities = { language: 1, leadAttributes: {}, accountAttributes: {}, activities: {} };
/** What stands for a file that is absent; without sign-offs.json every change needs marketing and sales. */
const EMPTY: { readonly [path: string]: Json } = {
  'routing.json': { language: 1, pools: [], routes: [] },
  'reviews.json': { language: 1, reviews: [] },
  'notifications.json': { language: 1, notifications: [] },
  'sign-offs.json': { language: 1, rules: [{ paths: ['**'], teams: { marketing: 1, sales: 1 } }] },
};

function forbidden(path: string): Finding {
  return {
    level: 'error',
    code: 'forbidden-path',
    path,
    pointer: '',
    message: `The tree has no place for '${path.slice(0, 200)}'.`,
    hint: 'Allowed: README.md, the files of the root, models/, mappings/, templates/, schemas/; names in small letters.',
  };
}
