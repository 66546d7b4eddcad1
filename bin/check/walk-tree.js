/** Parts of a node that are names, not uses of a variable. */
const NAMES = {
  MemberExpression: (node) => (node.property.type === 'Computed' ? [] : ['property']),
  KeyValueProperty: () => ['key'],
  KeyValuePatternProperty: () => ['key'],
  MethodProperty: () => ['key'],
  ClassProperty: () => ['key'],
  ClassMethod: () => ['key'],
  GetterProperty: () => ['key'],
  SetterProperty: () => ['key'],
  ImportSpecifier: () => ['imported'],
  ExportSpecifier: () => ['exported'],
  MetaProperty: () => ['meta', 'property'],
  LabeledStatement: () => ['label'],
};
/** Wrappers of TypeScript around an expression; every other Ts node is a type, which does nothing when run. */
const EXPRESSIONS = /^Ts(As|NonNull|Satisfies|Const|TypeAssertion|Instantiation)|^TsEnum|^TsParameterProperty/;

/** Visits every node of a syntax tree that is run, with its parent; passes over types and over names of properties. */
export function walkTree(node, visit, parent = null) {
  if (Array.isArray(node)) {
    for (const child of node) walkTree(child, visit, parent);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type !== 'string') {
    for (const child of Object.values(node)) walkTree(child, visit, parent);
    return;
  }
  if (node.type.startsWith('Ts') && !EXPRESSIONS.test(node.type)) return;
  visit(node, parent);
  const names = NAMES[node.type]?.(node) ?? [];
  for (const [key, child] of Object.entries(node)) {
    if (key !== 'span' && key !== 'typeAnnotation' && !names.includes(key)) walkTree(child, visit, node);
  }
}
