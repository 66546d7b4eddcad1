import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from './list-files.js';
import { parseSource } from './parse-source.js';
import { root } from './root.js';

const DOCUMENTED = ['bin', 'clients', 'core', 'schema', 'server', 'test/helpers'];
const MOST_LINES = 8;
/** Where a test may be switched off: for want of files that are not ours to ship. */
const SWITCH = 'test/helpers/describe-with-shared.ts';
const UNFINISHED = [
  [/\b(TODO|FIXME|XXX)\b/, 'says that something is unfinished'],
  [/@ts-(ignore|nocheck|expect-error)/, 'switches the type checker off'],
  [/\b(it|test|describe)\.(skip|only|todo)\b|\b(xit|xdescribe|fit|fdescribe)\(/, 'switches a test off'],
];

/** Every export has a doc comment; nothing is marked unfinished or switched off. */
export function comments(base = root) {
  const documented = listFiles(base, DOCUMENTED, /\.(ts|tsx|js)$/);
  const all = listFiles(base, [...DOCUMENTED, 'migrations', 'test'], /\.(ts|tsx|js)$/);
  return {
    problems: [
      ...documented.flatMap((path) => undocumented(base, path)),
      ...[...new Set(all)]
        .filter((path) => path !== 'bin/check/comments.js' && path !== SWITCH)
        .flatMap((path) => unfinished(base, path)),
    ],
    note: `${documented.length} files`,
  };
}

function undocumented(base, path) {
  const { tree, textBefore, lineOf } = parseSource(join(base, path));
  const documented = new Set();
  const problems = [];
  for (const node of tree.body) {
    if (node.type !== 'ExportDeclaration' && node.type !== 'ExportDefaultDeclaration') continue;
    const declaration = node.declaration ?? node.decl;
    const name = nameOf(declaration);
    const start = Math.min(node.span.start, ...(declaration.decorators ?? []).map((each) => each.span.start));
    const comment = textBefore(start).match(/\/\*\*((?!\*\/)[\s\S])*\*\/\s*$/)?.[0];
    if (!comment && !documented.has(name)) problems.push(`${path}:${lineOf(node)} ${name} has no doc comment`);
    else documented.add(name);
    if (comment && comment.trim().split('\n').length > MOST_LINES) {
      problems.push(`${path}:${lineOf(node)} the doc comment of ${name} is longer than ${MOST_LINES} lines`);
    }
  }
  return problems;
}

function nameOf(declaration) {
  const named = declaration.identifier ?? declaration.id ?? declaration.declarations?.[0]?.id;
  return named?.value ?? 'the export';
}

function unfinished(base, path) {
  const lines = readFileSync(join(base, path), 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    UNFINISHED.filter(([pattern]) => pattern.test(line)).map(([, what]) => `${path}:${index + 1} ${what}`),
  );
}
