import type { DefinitionsTree, ValueKind } from './tree.js';

/** The words of a tree that other parts of it may use. */
export interface Vocabulary {
  stages: ReadonlySet<string>;
  reasons: ReadonlySet<string>;
  models: ReadonlySet<string>;
  calendars: ReadonlySet<string>;
  pools: ReadonlySet<string>;
  activities: ReadonlySet<string>;
  /** Attribute paths and their kinds; those the platform itself gives included. */
  attributes: ReadonlyMap<string, ValueKind>;
  /** Criteria by framework. */
  frameworks: ReadonlyMap<string, ReadonlySet<string>>;
  thresholds: ReadonlySet<string>;
}

const GIVEN: { readonly [path: string]: ValueKind } = {
  name: 'string',
  email: 'email',
  source: 'string',
  channel: 'string',
  campaign: 'string',
  latestSource: 'string',
  latestChannel: 'string',
  segment: 'string',
  owner: 'string',
  createdAt: 'dateTime',
  account: 'string',
  'account.name': 'string',
  'account.domain': 'string',
  'account.owner': 'string',
};

/** Collects the words of a tree. */
export function vocabularyOf(tree: DefinitionsTree): Vocabulary {
  const { lifecycle, activities, slas, models } = tree;
  const attributes = new Map<string, ValueKind>(Object.entries(GIVEN));
  for (const [name, kind] of Object.entries(activities.accountAttributes)) attributes.set(`account.${name}`, kind);
  for (const [name, kind] of Object.entries(activities.leadAttributes)) attributes.set(name, kind);
  const keysOf = (list: readonly { key: string }[] | undefined) => new Set((list ?? []).map((one) => one.key));
  return {
    stages: keysOf(lifecycle.stages),
    reasons: keysOf(lifecycle.reasons),
    models: new Set(Object.keys(models)),
    calendars: keysOf(slas.calendars),
    pools: keysOf((tree.routing as unknown as { pools: { key: string }[] }).pools),
    activities: new Set(Object.keys(activities.activities)),
    attributes,
    frameworks: new Map((lifecycle.frameworks ?? []).map((one) => [one.key, keysOf(one.criteria)])),
    thresholds: new Set(Object.values(models).flatMap((model) => model.thresholds.map((one) => one.key))),
  };
}
