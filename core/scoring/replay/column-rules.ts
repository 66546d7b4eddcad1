import type { CompiledRule } from '../compile-rule.js';
import { emitClamp, emitDecay } from '../generate/emit-rule.js';
import { literal } from '../generate/writer.js';
import { addMatcher } from '../scope.js';
import { compileSpan } from '../span.js';
import { emitColumnCondition, emitColumnCount } from './column-condition.js';
import { addTo, type ColumnWriter, freshColumn, leavingOf, matcherBit, NotInColumns } from './column-writer.js';

/** A rule as code that sets `p_INDEX`; `faded` is its value once all its decay is over, `tidy` drops what decayed away. */
export interface ColumnRule {
  statement: string;
  faded: string;
  tidy: string;
  /** Whether something of it still decays. */
  decaying: string;
}

/** Emits a rule; throws NotInColumns where columns do not tell. */
export function emitColumnRule(writer: ColumnWriter, compiled: CompiledRule, index: number): ColumnRule {
  const { points, decay, rule } = compiled;
  const point = `p_${index}`;
  if (decay !== null) noteDirection(writer, points);
  if (rule.each !== undefined && decay !== null) return emitFadingEach(writer, compiled, point);
  if (rule.each !== undefined) {
    const sum = `${literal(points)} * ${emitColumnCount(writer, rule.each)} + 0`;
    return { statement: `const ${point} = ${emitClamp(compiled, sum)};`, faded: point, tidy: '', decaying: 'false' };
  }
  const condition = emitColumnCondition(writer, rule.when as NonNullable<typeof rule.when>);
  if (decay === null) {
    const given = Math.min(compiled.max, Math.max(compiled.min, points));
    return {
      statement: `const ${point} = ${condition.holds} ? ${literal(given)} : 0;`,
      faded: point,
      tidy: '',
      decaying: 'false',
    };
  }
  const bare = `(w_${index} === -Infinity ? 0 : ${emitDecay(points, decay, `(at - w_${index})`)})`;
  return {
    statement: `const h_${index} = ${condition.holds}; const w_${index} = h_${index} ? ${condition.newest()} : -Infinity; const ${point} = h_${index} ? ${emitClamp(compiled, bare)} : 0;`,
    faded: `(h_${index} ? ${emitClamp(compiled, '0')} : 0)`,
    tidy: '',
    decaying: `(h_${index} && ${point} !== ${emitClamp(compiled, '0')})`,
  };
}

/** Keeps the instants of the activities that still give points, oldest first. */
function emitFadingEach(writer: ColumnWriter, compiled: CompiledRule, point: string): ColumnRule {
  const { points, decay, rule } = compiled;
  const each = rule.each as NonNullable<typeof rule.each>;
  const bit = matcherBit(writer, addMatcher(writer.scope, each, { newest: 0, age: 0 }));
  const { length } = compileSpan(each);
  const name = freshColumn(writer, 'y');
  writer.batch.push(`const ${name} = instantRoom(cols, ${literal(name)});`);
  writer.lead.push(`let ${name}from = 0, ${name}to = 0;`);
  addTo(writer.enter, bit, `${name}[${name}to++] = t;`);
  const horizon = decay?.horizon(points) ?? Infinity;
  if (length <= horizon) leavingOf(writer, length).set(bit, leavingOf(writer, length).get(bit) ?? []);
  const reach = Math.min(length, horizon);
  const sum = `sum${point}`;
  const one = emitDecay(points, decay as NonNullable<typeof decay>, `(at - ${name}[j])`);
  return {
    statement: `let ${sum} = 0; for (let j = ${name}from; j < ${name}to; j++) ${sum} += ${one}; const ${point} = ${emitClamp(compiled, sum)};`,
    faded: emitClamp(compiled, '0'),
    tidy: `while (${name}from < ${name}to && at - ${name}[${name}from] >= ${reach}) ${name}from++;`,
    decaying: `(${name}from < ${name}to)`,
  };
}

/** Points that rise and points that fall at once could cross a threshold and come back between two looks. */
function noteDirection(writer: ColumnWriter, points: number): void {
  const direction = points < 0 ? -1 : 1;
  if (writer.decays !== 0 && writer.decays !== direction)
    throw new NotInColumns('some points fade upwards, others downwards');
  writer.decays = direction;
}
