import { objectRow } from '../../../server/git/object-row.js';
import type { TreeEntry } from '../../../server/git/parse-tree-object.js';
import type { GitObjectRow } from '../../../server/git/repository.js';

/** What must not be taken, laid over the root of main; `asItIs`: after it, in this very order. */
export interface HostileTree {
  name: string;
  entries: readonly TreeEntry[];
  objects: GitObjectRow[];
  asItIs: boolean;
}

const text = objectRow('blob', Buffer.from('{}\n'));
const heavy = objectRow('blob', Buffer.alloc(300 * 1024, 'x'));
const huge = objectRow('blob', Buffer.alloc(6 * 1024 * 1024, 'x'));
const commitOid = '1234567890123456789012345678901234567890';

/** A tree object of these very bytes, in this very order. */
export function rawTree(entries: readonly TreeEntry[]): GitObjectRow {
  const parts = entries.flatMap(({ mode, name, oid }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]);
  return objectRow('tree', Buffer.concat(parts));
}

const FILE = '100644';
const FOLDER = '40000';
const file = (name: string, mode = FILE, oid = text.oid): TreeEntry => ({ mode, name, oid });

function root(name: string, entries: readonly TreeEntry[], asItIs = true): HostileTree {
  return { name, entries, objects: [text], asItIs };
}

/** A file at a path of folders, each of which git would name so. */
function at(path: string, mode = FILE, oid = text.oid, inner: readonly GitObjectRow[] = []): HostileTree {
  const parts = path.split('/');
  let entry = file(parts.pop() as string, mode, oid);
  const trees: GitObjectRow[] = [];
  for (const folder of parts.reverse()) {
    const tree = rawTree([entry]);
    trees.push(tree);
    entry = { mode: FOLDER, name: folder, oid: tree.oid };
  }
  return { name: `${mode} ${path.slice(0, 60)}`, entries: [entry], objects: [text, ...inner, ...trees], asItIs: false };
}

const NAMES = [
  '../x.json',
  '.git/config',
  '.GIT/config',
  '.Git/hooks/pre-receive',
  'git~1/config',
  '.git /config',
  '.git./config',
  '.git::$INDEX_ALLOCATION/config',
  '.gitmodules',
  '.gitattributes',
  '.gitignore',
  '.hidden.json',
  'models/.hidden.json',
  'models/.json',
  'models/../x.json',
  './x.json',
  'Models/x.json',
  'models/X.json',
  'models/x.JSON',
  'models/x.json ',
  'models/ x.json',
  'models/a b.json',
  'models/ü.json',
  'models/x\u202e.json',
  'models/x\u200b.json',
  'models/x\n.json',
  'models/x\t.json',
  'models/\u001b[2Jx.json',
  'models/sub/x.json',
  'models/x.json/y.json',
  'models/x.txt',
  'models\\x.json',
  'C:x.json',
  'CON',
  'nul.json',
  'aux.md',
  'LIFECYCLE.json',
  'Lifecycle.json',
  'lifecycle.json~',
  'lifecycle.json.bak',
  'constructor',
  'package.json',
  'bin/run.sh',
  'hooks/pre-receive',
  'HEAD',
  '.github/workflows/run.yml',
  'templates/page.html',
  'templates/x.md.exe',
  'mappings/x.csv',
  `models/${'x'.repeat(300)}.json`,
  `${'deep/'.repeat(40)}x.json`,
];

/** Trees of hostile paths, modes and sizes: what is proposed must be definitions and nothing else. */
export const HOSTILE_TREES: readonly HostileTree[] = [
  ...NAMES.map((path) => at(path)),
  at('models/x.json', '120000'),
  at('models/x.json', '160000', commitOid),
  at('models/x.json', '100755'),
  at('models/x.json', '100664'),
  at('models/x.json', '0100644'),
  at('models/x.json', '100000'),
  at('models', '160000', commitOid),
  at('models/x.json', FILE, heavy.oid, [heavy]),
  at('models/x.json', FILE, huge.oid, [huge]),
  root('a name with a slash', [file('models/x.json')]),
  root('the same name twice', [file('lifecycle.json'), file('lifecycle.json')]),
  root('names out of order', [file('slas.json'), file('lifecycle.json')]),
  root('a missing file', [file('lifecycle.json', FILE, commitOid)]),
  root('a folder that is a file', [{ mode: FOLDER, name: 'models', oid: text.oid }]),
  root('no name', [file('')]),
  root(
    'ten thousand files',
    Array.from({ length: 10_000 }, (_, index) => file(`x${String(index).padStart(5, '0')}.json`)),
    false,
  ),
];
