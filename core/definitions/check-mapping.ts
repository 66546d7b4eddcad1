import type { Finding } from './finding.js';
import { listMappedValues } from './list-mapped-values.js';
import type { MappedExpression, Mapping } from './mapping.js';
import { parseFile } from './parse.js';
import { isTimeZone } from './parse-date-text.js';
import { schemaProblems } from './schema-problems.js';
import type { Problem } from './tree.js';

type Said = Pick<Finding, 'code' | 'pointer' | 'message' | 'hint'>;

/** Judges the text of a mapping file: every problem with its line, and the mapping where none is an error. */
export function checkMapping(path: string, text: string): { mapping?: Mapping; problems: Problem[] } {
  const parsed = parseFile(path, text);
  if (parsed.value === undefined) return { problems: parsed.problems };
  const findings = schemaProblems(path, 'mapping.schema.json', parsed.value);
  if (findings.length === 0) {
    const said = mappingProblems(parsed.value as unknown as Mapping);
    findings.push(...said.map((each) => ({ level: 'error' as const, path, ...each })));
  }
  const problems = findings.map(({ of, ...finding }) => ({ ...finding, ...parsed.locate(finding.pointer, of) }));
  return problems.length === 0 ? { mapping: parsed.value as unknown as Mapping, problems } : { problems };
}

/** What the schema cannot say about a mapping; for values the schema has passed. */
export function mappingProblems(mapping: Mapping): Said[] {
  const problems: Said[] = [];
  const say = (code: string, pointer: string, message: string, hint: string) =>
    problems.push({ code, pointer, message, hint });
  checkZone(mapping.timeZone, '/timeZone', say);
  const earlier = new Set<string>();
  mapping.files.forEach((file, index) => {
    const at = `/files/${index}`;
    if (earlier.has(file.key)) {
      say('duplicate-key', `${at}/key`, `Two files have the key '${file.key}'.`, 'Give each file a key of its own.');
    }
    if (file.joins !== undefined && !earlier.has(file.joins)) {
      say(
        'unknown-file',
        `${at}/joins`,
        `No file before this one has the key '${file.joins}'.`,
        'Files are read in order: join an earlier one.',
      );
    }
    earlier.add(file.key);
    file.activities?.forEach((activity, position) => {
      if (activity.at !== undefined || file.at !== undefined) return;
      say(
        'undated-activity',
        `${at}/activities/${position}`,
        'This activity has no time.',
        'Give it, or the file, an `at`.',
      );
    });
    for (const { pointer, value } of listMappedValues(file)) {
      if (typeof value !== 'string') checkExpression(value, at + pointer, say);
    }
  });
  return problems;
}

type Say = (code: string, pointer: string, message: string, hint: string) => void;

const SOURCES = ['column', 'template', 'value'] as const;
function checkExpression(expression: MappedExpression, pointer: string, say: Say): void {
  const sources = SOURCES.filter((name) => expression[name] !== undefined);
  if (sources.length !== 1) {
    say(
      'value-source',
      pointer,
      `A value comes from one of ${SOURCES.join(', ')}; this has ${sources.length}.`,
      'Keep exactly one.',
    );
  }
  if (expression.otherwise !== undefined && expression.map === undefined) {
    say(
      'value-map',
      `${pointer}/otherwise`,
      '`otherwise` says what `map` does not name, and there is no `map`.',
      'Add a `map`, or remove it.',
    );
  }
  checkZone(expression.zone, `${pointer}/zone`, say);
}

function checkZone(zone: string | undefined, pointer: string, say: Say): void {
  if (zone === undefined || isTimeZone(zone)) return;
  say('unknown-zone', pointer, `'${zone}' is no time zone.`, 'Use an IANA name such as Europe/Berlin.');
}
