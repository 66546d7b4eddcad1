import { describe, expect, it } from '@jest/globals';
import { checkFileSet, type FileEntry } from '../../../core/definitions/check-file-set.js';
import { starter } from './tree-files.js';

const file = (path: string, more: Partial<FileEntry> = {}): FileEntry => ({ path, size: 10, ...more });
const reasonOf = (entry: FileEntry): string | undefined => checkFileSet([entry])[0]?.reason;

describe('a set of files', () => {
  it('is the paths of the tree, ordinary files', () => {
    const entries = Object.entries(starter).map(([path, { length: size }]) => file(path, { mode: '100644', size }));
    expect(checkFileSet(entries)).toEqual([]);
    expect(checkFileSet([file('models/a.json'), file('models/a.test.json'), file('mappings/7.json')])).toEqual([]);
  });

  const HOSTILE: [RegExp, string[]][] = [
    [/\. or \.\./, ['../x.json', 'models/../lifecycle.json', '..', './slas.json', 'models/./a.json', 'a/..']],
    [
      /git itself/,
      [
        '.git/config',
        '.GIT/config',
        'models/.git',
        '.Git/hooks/x',
        'git~1/config',
        'GIT~1',
        '.git./x',
        '.git /x',
        '.git::$INDEX_ALLOCATION/x',
      ],
    ],
    [/backslash/, ['models\\a.json', '..\\x', 'models/a\\b.json', '\\\\server\\share']],
    [/absolute/, ['/etc/passwd', '/models/a.json', 'C:/x.json', 'c:models/a.json']],
    [
      /control character/,
      ['models/a\n.json', 'models/a.json\u0000', 'lifecycle.json\r', 'models/\u001b[31m.json', 'slas.json\n'],
    ],
    [
      /letters other than/,
      [
        'models/é.json',
        'models/e\u0301.json',
        'mоdels/a.json',
        'models/a\u200d.json',
        '.g\u200cit/config',
        'models/ſ.json',
        'ＳＬＡＳ.json',
        'models/\u202egnp.json',
        'slas\u00a0.json',
      ],
    ],
    [
      /by its case/,
      ['Lifecycle.json', 'LIFECYCLE.JSON', 'Models/a.json', 'models/A.json', 'readme.md', 'Readme.MD', 'slas.JSON'],
    ],
    [/empty name/, ['models//a.json', 'models/', 'models/a.json/']],
    [
      /dot or a space/,
      [
        'models/ a.json',
        ' slas.json',
        'slas.json ',
        'slas.json.',
        '.gitignore',
        '.gitattributes',
        '.gitmodules',
        '.env',
        'models/.a.json',
        '.github/workflows/x.yml',
      ],
    ],
    [
      /no place/,
      [
        'models/a/b.json',
        'models/a.js',
        'models/a.json.exe',
        'x.json',
        'package.json',
        'models/-a.json',
        'models/a_b.json',
        'models/a b.json',
        'models/a.test.test.json',
        'templates/a.html',
        'templates/x/y.md',
        'schemas/x.json',
        'models',
        'models/con.json:ads',
        `models/${'a'.repeat(200)}.json`,
      ],
    ],
    [/empty/, ['']],
  ];
  it.each(HOSTILE.flatMap(([reason, paths]) => paths.map((path): [string, RegExp] => [path, reason])))(
    'has no place for %j',
    (path, reason) => expect(reasonOf(file(path))).toMatch(reason),
  );

  it.each([
    ['120000', /symbolic link/],
    ['160000', /submodule/],
    ['100755', /executable/],
    ['040000', /folder/],
    ['100664', /100664/],
  ])('has no mode %s', (mode, reason) => expect(reasonOf(file('slas.json', { mode }))).toMatch(reason));

  it('has limits: L passes, L + 1 does not', () => {
    const kib = 1024;
    expect(reasonOf(file('slas.json', { size: 256 * kib }))).toBeUndefined();
    expect(reasonOf(file('slas.json', { size: 256 * kib + 1 }))).toMatch(/256 KiB/);
    const models = (count: number, size: number) =>
      Array.from({ length: count }, (_, at) => file(`models/m${at}.json`, { size }));
    expect(checkFileSet(models(1000, 10))).toEqual([]);
    expect(checkFileSet(models(1001, 10))).toMatchObject([{ path: '' }]);
    expect(checkFileSet(models(64, 256 * kib))).toEqual([]);
    expect(checkFileSet([...models(64, 256 * kib), file('slas.json', { size: 1 })])[0]?.reason).toMatch(/16 MiB/);
    expect(checkFileSet([file('slas.json'), file('slas.json')])).toEqual([
      { path: 'slas.json', reason: 'The path is given twice; keep one of the two.' },
    ]);
  });
});
