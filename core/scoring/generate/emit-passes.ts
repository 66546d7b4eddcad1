import { compileOperators } from '../value-test.js';
import { emitProperty, propertyName } from './emit-activity.js';
import { emitValueTest } from './emit-value-test.js';
import { constant, literal, type Signal, type Writer } from './writer.js';

/** One pass over the activities of each type, newest first, down to the oldest that any window still holds. */
export function emitPasses(writer: Writer): string[] {
  const ignoring = writer.scope.ignoring === null ? '' : 'if (ignores !== null && ignores(f)) continue;';
  return [...writer.loops].map(([type, matchers]) => {
    const inner = [...matchers].map(([matcher, signals]) => {
      const where = matcher.where.map(({ property, operators, test }) => {
        return emitValueTest(
          writer,
          operators,
          test ?? compileOperators(operators, property),
          emitProperty(writer, matcher, property),
        );
      });
      const body = emitSignals(signals);
      return where.length === 0 ? body : `if (${where.join(' && ')}) { ${body} }`;
    });
    const signals = [...matchers.values()].flat();
    const starts = new Set(signals.map((signal) => signal.start));
    const stop = starts.has(null) ? '' : `if (t <= Math.min(${[...starts].join(', ')})) break;`;
    const list = `l${constant(writer, type)}`;
    return `
  const ${list} = timeline.byType.get(${literal(type)});
  if (${list} !== undefined) for (let i = ${list}.length - 1; i >= 0; i--) {
    const f = ${list}[i];
    const t = f.occurredAt;
    if (t > at) continue;
    ${stop}
    ${ignoring}
    ${emitProperties(writer, type)}
    ${inner.join('\n    ')}
  }`;
  });
}

function emitSignals(signals: Signal[]): string {
  const byStart = new Map<string | null, string[]>();
  for (const { start, body } of signals) byStart.set(start, [...(byStart.get(start) ?? []), body]);
  return [...byStart]
    .map(([start, bodies]) => (start === null ? bodies.join(' ') : `if (t > ${start}) { ${bodies.join(' ')} }`))
    .join(' ');
}

/** Properties are JSON objects: only names that every object has need to be asked for with care. */
function emitProperties(writer: Writer, type: string): string {
  const names = (writer.names.get(`properties ${type}`) ?? '').split('\n').filter(Boolean);
  if (names.length === 0) return '';
  const reads = names.map((text) => {
    const property = JSON.parse(text) as string;
    const read = property in {} ? `Object.hasOwn(p, ${text}) ? p[${text}] : undefined` : `p[${text}]`;
    return `const ${propertyName(property)} = ${read};`;
  });
  return `const p = f.properties; ${reads.join(' ')}`;
}
