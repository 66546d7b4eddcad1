import type { FrameworkDefinition } from '../../../core/definitions/tree.js';

/**
 * The value of an answer as its question wants it, so that conditions compare numbers with numbers. Words where a
 * number or a yes is asked for are kept as they are said, as everywhere: they pass no such operator.
 */
export function readAnswerValue(
  text: string,
  kind: FrameworkDefinition['criteria'][number]['value'],
): string | number | boolean {
  const said = text.trim();
  if (kind === 'number' && said !== '' && Number.isFinite(Number(said))) return Number(said);
  if (kind === 'boolean' && (said === 'true' || said === 'false')) return said === 'true';
  return text;
}
