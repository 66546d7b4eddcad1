import type { Json } from './facts.js';
import type { Operators } from './model.js';

/** A duration in words: '7 days', '1 day 12 hours'. A text that is no duration comes back as it is. */
export function describeDuration(text: string): string {
  const parts = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text);
  if (!parts) return text;
  const units = ['week', 'day', 'hour', 'minute', 'second'];
  const words: string[] = [];
  units.forEach((unit, i) => {
    const amount = Number(parts[i + 1] ?? 0);
    if (amount !== 0) words.push(`${amount} ${unit}${amount === 1 ? '' : 's'}`);
  });
  return words.length > 0 ? words.join(' ') : '0 seconds';
}

/** Operators in words after the name of what they judge: 'at least 60', 'is pricing and is not known'. */
export function describeOperators(operators: Operators): string {
  const words: string[] = [];
  const say = (name: keyof Operators, text: (value: never) => string): void => {
    if (operators[name] !== undefined) words.push(text(operators[name] as never));
  };
  say('exists', (value: boolean) => (value ? 'is known' : 'is not known'));
  say('equals', (value: Json) => `is ${describeValue(value)}`);
  say('notEquals', (value: Json) => `is not ${describeValue(value)}`);
  say('in', (value: Json[]) => `is ${value.length === 1 ? '' : 'one of '}${describeList(value)}`);
  say('notIn', (value: Json[]) => `is ${value.length === 1 ? 'not ' : 'none of '}${describeList(value)}`);
  say('atLeast', (value: number) => `at least ${value}`);
  say('atMost', (value: number) => `at most ${value}`);
  say('above', (value: number) => `above ${value}`);
  say('below', (value: number) => `below ${value}`);
  say('between', (value: [number, number]) => `between ${value[0]} and ${value[1]}`);
  say('startsWith', (value: string) => `starts with ${describeValue(value)}`);
  say('endsWith', (value: string) => `ends with ${describeValue(value)}`);
  say('contains', (value: Json) => `contains ${describeValue(value)}`);
  say('matches', (value: string) => `matches /${value}/`);
  say('before', (value: string) => `before ${value}`);
  say('after', (value: string) => `after ${value}`);
  say('withinNext', (value: string) => `within the next ${describeDuration(value)}`);
  say('withinLast', (value: string) => `within the last ${describeDuration(value)}`);
  say('olderThan', (value: string) => `at least ${describeDuration(value)} ago`);
  return words.join(' and ');
}

/** A value in words; long texts and lists are cut. */
export function describeValue(value: Json): string {
  if (Array.isArray(value)) return describeList(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const shown = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  return typeof value === 'string' && (shown === '' || shown !== shown.trim()) ? JSON.stringify(shown) : shown;
}

function describeList(values: Json[]): string {
  const shown = values.slice(0, 20).map(describeValue).join(', ');
  return values.length > 20 ? `${shown} and ${values.length - 20} more` : shown;
}
