import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { listFiles } from './list-files.js';
import { parseSource } from './parse-source.js';
import { root } from './root.js';
import { walkTree } from './walk-tree.js';

const PURE_FOLDERS = ['core', 'schema/plan'];
/** Names of the surroundings: clock, timers, randomness, network, process, the console. */
const IMPURE = new Set(
  (
    'process console performance crypto fetch WebSocket EventSource globalThis global window self require module ' +
    '__dirname __filename navigator localStorage setTimeout setInterval setImmediate queueMicrotask eval Temporal'
  ).split(' '),
);
const IMPURE_MEMBERS = new Set([
  'Date.now',
  'Math.random',
  'DateTime.now',
  'DateTime.utc',
  'Settings.now',
  'Interval.now',
]);
const BUILTIN = new Set(builtinModules);

/** core/ (and schema/plan) reads no clock, no randomness, nothing outside its arguments. */
export function purity(base = root) {
  const files = listFiles(base, PURE_FOLDERS, /\.ts$/);
  return { problems: files.flatMap((path) => impurities(base, path)), note: `${files.length} files` };
}

function impurities(base, path) {
  const { tree, lineOf } = parseSource(join(base, path));
  const bound = boundNames(tree);
  const problems = [];
  walkTree(tree, (node, parent) => {
    const what = impurity(node, parent, bound);
    if (what) problems.push(`${path}:${lineOf(node)} ${what}`);
  });
  return problems;
}

function impurity(node, parent, bound) {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return isBuiltin(node.source?.value) ? `imports ${node.source.value}` : null;
    case 'Import':
      return 'imports at run time';
    case 'MemberExpression': {
      const name = `${node.object.value}.${node.property.value ?? node.property.expression?.value}`;
      if (node.object.type === 'MetaProperty') return 'reads import.meta';
      return node.object.type === 'Identifier' && IMPURE_MEMBERS.has(name) ? `uses ${name}` : null;
    }
    case 'NewExpression':
      return node.callee.value === 'Date' && !node.arguments?.length ? 'uses new Date() without an argument' : null;
    case 'CallExpression':
      return node.callee.type === 'Identifier' && node.callee.value === 'Date' ? 'uses Date() as a function' : null;
    case 'Identifier':
      return isImpureName(node, parent, bound) ? `uses ${node.value}` : null;
    default:
      return null;
  }
}

function isImpureName(node, parent, bound) {
  if (bound.has(node.value)) return false;
  if (IMPURE.has(node.value)) return true;
  const aliased = node.value === 'Math' || node.value === 'Date';
  return aliased && parent?.type === 'VariableDeclarator' && parent.init === node;
}

function isBuiltin(specifier) {
  return specifier !== undefined && (specifier.startsWith('node:') || BUILTIN.has(specifier));
}

/** Names the file binds itself: a parameter called `process` is not the process. */
function boundNames(tree) {
  const bound = new Set();
  const bind = (pattern) => {
    if (!pattern) return;
    if (pattern.type === 'Identifier') bound.add(pattern.value);
    for (const part of [...(pattern.elements ?? []), ...(pattern.properties ?? [])]) {
      bind(part?.value?.type ? part.value : (part?.key ?? part?.argument ?? part));
    }
    bind(pattern.left);
    bind(pattern.argument);
  };
  walkTree(tree, (node) => {
    if (node.type === 'VariableDeclarator') bind(node.id);
    if (node.type === 'Parameter') bind(node.pat);
    if (node.type === 'ArrowFunctionExpression') node.params.forEach(bind);
    if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') bind(node.identifier);
    if (node.type.startsWith('Import') && node.local) bind(node.local);
  });
  return bound;
}
