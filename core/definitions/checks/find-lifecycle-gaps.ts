import { slaTriggers } from '../condition-sites.js';
import type { Finding } from '../finding.js';
import type { CheckedTree } from './check.js';

/** Warnings: a handoff stage that no clock watches; a lifecycle without an accepted (SAL) stage. */
export function findLifecycleGaps({ tree, sound, files }: CheckedTree): Finding[] {
  if (!sound.has('lifecycle.json') || (Object.hasOwn(files, 'slas.json') && !sound.has('slas.json'))) return [];
  const { stages } = tree.lifecycle;
  const found: Finding[] = [];
  const started = slaTriggers(tree)
    .filter(({ pointer }) => pointer.endsWith('/startsOn'))
    .map(({ trigger }) => trigger);
  const opensClock = started.some((trigger) => 'handoff' in trigger && trigger.handoff === 'opened');
  stages.forEach((stage, index) => {
    if (!stage.handoff && stage.key !== 'mql') return;
    const watched = opensClock || started.some((trigger) => 'enter' in trigger && trigger.enter === stage.key);
    if (watched) return;
    const message = `Nobody owes anything by any time when a lead enters '${stage.key}'.`;
    const hint = `Add a policy to slas.json that starts on {"enter": "${stage.key}"}.`;
    found.push({
      level: 'warning',
      code: 'no-sla',
      path: 'lifecycle.json',
      pointer: `/stages/${index}`,
      message,
      hint,
    });
  });
  if (!stages.some((stage) => stage.key === 'sal' || /\bsales accepted\b|\bsal\b/i.test(stage.label))) {
    const message = 'The lifecycle has no sales accepted stage: nobody sees whether sales took a lead or let it lie.';
    const hint = 'Add a stage `sal` between MQL and SQL, or acknowledge this.';
    found.push({ level: 'warning', code: 'no-sal', path: 'lifecycle.json', pointer: '/stages', message, hint });
  }
  return found;
}
