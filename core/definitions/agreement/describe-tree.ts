import { describeCondition } from '../../scoring/describe.js';
import { escapeMarkdown } from '../diff/escape-markdown.js';
import { fileKind } from '../file-kinds.js';
import { readTree } from '../read-tree.js';
import type { SignOffRule } from '../sign-offs/sign-off-rule.js';
import type { Files, Lifecycle, Slas } from '../tree.js';
import { describeCalendar } from './describe-calendar.js';
import { describeModel } from './describe-model.js';
import { describeMove } from './describe-move.js';
import { describePolicy } from './describe-policy.js';
import { describePool } from './describe-pool.js';
import { describeReason } from './describe-reason.js';
import { describeSignOffRule } from './describe-sign-off-rule.js';
import { describeStage } from './describe-stage.js';
import { listWords } from './list-words.js';
import { keyed, section } from './section.js';

/** The agreement: a whole tree in words, as Markdown to print; files that do not fit their schema are named, not told. */
export function describeTree(files: Files): string {
  const { tree, sound } = readTree(files);
  const { lifecycle, slas, activities } = tree;
  const unread = Object.keys(files).filter((path) => fileKind(path)?.schema !== undefined && !sound.has(path));
  const running = new Set([...lifecycle.models, ...(lifecycle.challengers ?? []).map(({ model }) => model)]);
  const drafts = Object.keys(tree.models).filter((key) => !running.has(key));
  const { rules } = tree.signOffs as unknown as { rules: SignOffRule[] };
  const parts = [
    '# What we call a qualified lead\n',
    ...describeLifecycle(lifecycle),
    section('Models', 'Leads are scored by the first of these that applies.', lifecycle.models.map(escapeMarkdown)),
    ...lifecycle.models.map((key) => describeModel(tree.models[key])),
    section('Tried beside them', '', (lifecycle.challengers ?? []).map(describeChallenger)),
    ...(lifecycle.challengers ?? []).map(({ model }) => describeModel(tree.models[model])),
    section(
      'Drafts that score nobody',
      '',
      drafts.sort().map((key) => keyed(key, tree.models[key]?.name ?? '')),
    ),
    ...describePromises(slas),
    ...describeRouting(tree.routing as unknown as Routing),
    section(
      'What never counts',
      '',
      (activities.ignore ?? []).map((one) => escapeMarkdown(describeCondition(one))),
    ),
    section(
      'Who must sign a change',
      '',
      rules.map((rule) => escapeMarkdown(describeSignOffRule(rule))),
    ),
    section('Files that cannot be told', 'They do not fit their schema.', unread.map(escapeMarkdown)),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function describeLifecycle(lifecycle: Lifecycle): string[] {
  const { stages, moves, reasons = [], frameworks = [], segments = [], initial, identified } = lifecycle;
  const begin = `Leads nobody knows begin as ${initial}, known ones as ${identified}.`;
  const list = <One extends { key: string }>(ones: readonly One[], describe: (one: One) => string): string[] =>
    ones.map((one) => keyed(one.key, describe(one)));
  return [
    section('Stages', begin, list(stages, describeStage)),
    section(
      'Moves',
      'No other move is possible.',
      list(moves, (move) => withRationale(describeMove(move), move)),
    ),
    section('Reasons', 'Why leads are sent back or dropped.', list(reasons, describeReason)),
    section(
      'What discovery asks',
      '',
      list(frameworks, ({ label, criteria, onRecycle }) => {
        const kept = onRecycle === 'keep' ? '; answers are kept when a lead is recycled' : '';
        return `${label}: ${listWords(criteria.map((criterion) => criterion.label))}${kept}`;
      }),
    ),
    section(
      'Segments',
      'A lead belongs to the first that fits.',
      list(segments, ({ label, when }) => `${label}: ${describeCondition(when)}`),
    ),
  ];
}

function describePromises({ policies, calendars }: Slas): string[] {
  return [
    section(
      'What we owe each other',
      '',
      policies.map((one) => keyed(one.key, `${one.label}: ${describePolicy(one)}`)),
    ),
    section(
      'Calendars',
      '',
      calendars.map((one) => keyed(one.key, describeCalendar(one))),
    ),
  ];
}

interface Routing {
  pools: { key: string; team: string; pick: string; capacityPerWeek?: number }[];
  routes: { key: string; when: Parameters<typeof describeCondition>[0]; to: string }[];
  onlyDuring?: string;
  fallback?: string;
}

function describeRouting({ pools, routes, onlyDuring, fallback }: Routing): string[] {
  const hours = onlyDuring === 'working-hours' ? ' People are picked in their working hours only.' : '';
  const rest = fallback === undefined ? '' : ` Leads no route takes go to ${fallback}.`;
  return [
    section(
      'Who gets a lead',
      `The first route that fits decides.${rest}${hours}`,
      routes.map(({ key, when, to }) => keyed(key, `${describeCondition(when)}: ${to}`)),
    ),
    section(
      'Pools',
      '',
      pools.map((pool) => keyed(pool.key, describePool(pool))),
    ),
  ];
}

function describeChallenger({ model, against, share, by }: NonNullable<Lifecycle['challengers']>[number]): string {
  const does = share === 0 ? 'decides nothing' : `scores ${share * 100} % of the leads, drawn by ${by}`;
  return keyed(model, `beside ${against}, ${does}`);
}

function withRationale(words: string, { rationale }: { rationale?: string }): string {
  return rationale === undefined ? words : `${words} (${rationale})`;
}
