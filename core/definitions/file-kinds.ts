/** What a file of the tree is; `schema` names the copy in `schemas/`, absent for texts. */
export interface FileKind {
  kind:
    | 'lifecycle'
    | 'slas'
    | 'activities'
    | 'benchmarks'
    | 'routing'
    | 'reviews'
    | 'notifications'
    | 'sign-offs'
    | 'model'
    | 'test'
    | 'mapping'
    | 'template'
    | 'schema'
    | 'readme';
  schema?: string;
}

const ROOT_FILES = [
  'lifecycle',
  'slas',
  'activities',
  'benchmarks',
  'routing',
  'reviews',
  'notifications',
  'sign-offs',
] as const;

const FOLDERS: readonly [RegExp, FileKind][] = [
  [/^models\/[a-z][a-z0-9-]{0,99}\.test\.json$/, { kind: 'test', schema: 'model-test.schema.json' }],
  [/^models\/[a-z][a-z0-9-]{0,99}\.json$/, { kind: 'model', schema: 'scoring-model.schema.json' }],
  [/^mappings\/[a-z0-9][a-z0-9-]{0,99}\.json$/, { kind: 'mapping', schema: 'mapping.schema.json' }],
  [/^templates\/[a-z0-9][a-z0-9-]{0,99}\.md$/, { kind: 'template' }],
  [/^schemas\/[a-z][a-z0-9-]{0,99}\.schema\.json$/, { kind: 'schema' }],
];

/** The kind of file a path of the tree stands for; null for a path the tree does not have. */
export function fileKind(path: string): FileKind | null {
  if (path === 'README.md') return { kind: 'readme' };
  const root = ROOT_FILES.find((name) => path === `${name}.json`);
  if (root) return { kind: root, schema: `${root}.schema.json` };
  return FOLDERS.find(([form]) => form.test(path))?.[1] ?? null;
}
