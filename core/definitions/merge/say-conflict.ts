import type { Json } from '../../scoring/facts.js';
import { memberWords } from '../diff/member-words.js';
import { fileWords, subjectWords } from '../diff/subject-words.js';
import { valueWords } from '../diff/value-words.js';
import type { Clash } from './three-way.js';

/** A conflict in a sentence: 'Threshold mql: was total at least 60; main has total at least 65, the proposal …'. */
export function sayConflict(path: string, { place, sides: field }: Clash): string {
  const { steps, sides } = place.within ?? { steps: place.steps, sides: field };
  if (steps.length === 0) return sayFile(path, field.base, field.ours, field.theirs);
  const { words, list, rest } = subjectWords(path, steps);
  const name = String((rest.length > 0 ? rest : [list]).findLast((step) => typeof step === 'string') ?? '');
  const phrase = rest.length > 0 ? memberWords(rest) : '';
  const said = (side: Json | undefined, gone: string): string => (side === undefined ? gone : valueWords(name, side));
  const { base, ours, theirs } = sides;
  const [main, proposal] = [said(ours, base === undefined ? 'nothing' : 'removed it'), said(theirs, 'removed it')];
  const told = [
    base === undefined ? 'added on both sides' : `was ${said(base, '')}`,
    ours === undefined ? `main ${main}` : `main has ${main}`,
    theirs === undefined ? `the proposal ${proposal}` : `the proposal has ${proposal}`,
  ];
  return `${words}${phrase && `, ${phrase}`}: ${told[0]}; ${told[1]}, ${told[2]}.`;
}

function sayFile(path: string, base: Json | undefined, ours: Json | undefined, theirs: Json | undefined): string {
  const words = fileWords(path);
  if (base === undefined) return `${words}: main and the proposal both added ${path}, each with another content.`;
  if (ours === undefined) return `${words}: main removed ${path}, the proposal changed it.`;
  if (theirs === undefined) return `${words}: main changed ${path}, the proposal removed it.`;
  return `${words}: main and the proposal both changed the text of ${path}.`;
}
