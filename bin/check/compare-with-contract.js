import {
  astFromValue,
  isEnumType,
  isInputObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  print,
} from 'graphql';

/**
 * What a client written against `contract` would miss in `schema`, but for the names in `stillToCome` (`Type`,
 * `Type.field`, `Type.field(arg)`, `Enum.VALUE`, `@directive`); a name there that has come, or that the contract does
 * not have, is a problem too.
 */
export function compareWithContract(contract, schema, stillToCome) {
  const awaited = new Set(stillToCome);
  const wanted = partsOf(contract);
  const present = partsOf(schema);
  const problems = [];
  for (const name of awaited) {
    if (!wanted.has(name)) problems.push(`still-to-come.txt: the contract has no ${name}`);
    else if (present.has(name)) problems.push(`still-to-come.txt: ${name} has come, remove the line`);
  }
  for (const [name, { shape, inside }] of wanted) {
    if (awaited.has(name) || inside.some((outer) => awaited.has(outer) || !present.has(outer))) continue;
    const found = present.get(name);
    if (!found) problems.push(`${name} is missing`);
    else if (found.shape !== shape) problems.push(`${name} is ${found.shape}, the contract says ${shape}`);
  }
  for (const [name, { demanded, inside }] of present) {
    if (demanded && !wanted.has(name) && inside.every((outer) => wanted.has(outer))) {
      problems.push(`${name} is required and not in the contract: a client of the contract cannot send it`);
    }
  }
  return problems;
}

/** Every part of a schema by its name: its shape as text, the parts it lies inside of, and whether a caller must send it. */
function partsOf(schema) {
  const parts = new Map();
  const add = (name, inside, shape, demanded = false) => parts.set(name, { inside, shape, demanded });
  for (const directive of schema.getDirectives()) {
    add(`@${directive.name}`, [], `a directive on ${[...directive.locations].sort().join(', ')}`);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    add(type.name, [], kindOf(type));
    if (isScalarType(type)) continue;
    if (isEnumType(type))
      for (const value of type.getValues()) add(`${type.name}.${value.name}`, [type.name], 'a value');
    else if (isUnionType(type))
      for (const member of type.getTypes()) add(`${type.name} = ${member.name}`, [type.name, member.name], 'a member');
    else {
      for (const parent of type.getInterfaces?.() ?? []) {
        add(`${type.name} implements ${parent.name}`, [type.name, parent.name], 'an implementation');
      }
      for (const field of Object.values(type.getFields())) addField(add, type, field);
    }
  }
  return parts;
}

function addField(add, type, field) {
  const name = `${type.name}.${field.name}`;
  const isInput = isInputObjectType(type);
  add(name, [type.name], isInput ? inputShape(field) : String(field.type), isInput && isDemanded(field));
  for (const arg of field.args ?? []) {
    add(`${name}(${arg.name})`, [type.name, name], inputShape(arg), isDemanded(arg));
  }
}

function kindOf(type) {
  const kind = type.constructor.name.replace(/^GraphQL|Type$/g, '').toLowerCase();
  return type.isOneOf ? `${kind} @oneOf` : kind;
}

function inputShape({ type, defaultValue }) {
  if (defaultValue === undefined) return String(type);
  return `${type} = ${print(astFromValue(defaultValue, type))}`;
}

function isDemanded({ type, defaultValue }) {
  return String(type).endsWith('!') && defaultValue === undefined;
}
