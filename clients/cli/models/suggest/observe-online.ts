import { readTree } from '../../../../core/definitions/read-tree.js';
import { judgedMoment } from '../../../../core/definitions/suggest/judged-moment.js';
import type { Observation } from '../../../../core/definitions/suggest/observation.js';
import { featuresOf } from '../../../../core/definitions/suggest/observe-history.js';
import type { ScoringModel } from '../../../../core/scoring/model.js';
import { CliError } from '../../cli-error.js';
import type { Connection } from '../../connection.js';
import { fetchTree } from '../../pr/fetch-tree.js';
import type { Observed } from './observed.js';
import { outcomeOf, refuseUnknownModel } from './outcome-of.js';

interface ListedLead {
  id: string;
  createdAt: string;
  transitions: { nodes: { to: { key: string }; occurredAt: string }[]; pageInfo: { hasNextPage: boolean } };
}

interface Page {
  leads: {
    nodes: ListedLead[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    totalCount: number | null;
  };
}

interface Reading {
  contributions: { rule: string; points: number; holds: boolean }[];
}

const LEADS = `query Leads($after: String) {
  leads(first: 100, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id createdAt transitions(first: 50) { nodes { to { key } occurredAt } pageInfo { hasNextPage } } }
  }
}`;

/** An operation may have ten fields at its root; a lead takes two. */
const AT_ONCE = 5;

/**
 * Observes the leads of a server by its API: pages of leads with their stages, then the score of each as of its moment and
 * as of now, under the model in force. `onProgress` hears how many of how many. @throws CliError
 */
export async function observeOnline(
  connection: Connection,
  key: string,
  stage: string | undefined,
  onProgress: (done: number, total: number) => void,
): Promise<Observed> {
  const { definitions } = await connection.request<{ definitions: { live: { commit: string } } }>(
    '{ definitions { live { commit } } }',
  );
  const files = await fetchTree(connection, definitions.live.commit);
  const { tree } = readTree(files, true);
  refuseUnknownModel(key, Object.keys(tree.models));
  const model = tree.models[key] as ScoringModel;
  const outcome = outcomeOf(tree.lifecycle.stages, stage);
  const end = await readNow(connection, key);
  const observations: Observation[] = [];
  let done = 0;
  for (let after: string | null = null, more = true; more; ) {
    const { leads }: Page = await connection.request<Page>(LEADS, { after });
    for (let at = 0; at < leads.nodes.length; at += AT_ONCE) {
      const some = leads.nodes.slice(at, at + AT_ONCE).filter(({ createdAt }) => Date.parse(createdAt) <= end);
      const moments = some.map((lead) => {
        const entries = lead.transitions.nodes.map(({ to, occurredAt }) => ({
          stage: to.key,
          at: Date.parse(occurredAt),
        }));
        return judgedMoment(tree.lifecycle, outcome, entries, end);
      });
      const readings = await readScores(connection, key, some, moments, end);
      for (const [index, { id }] of some.entries()) {
        const { at: judgedAt, contacted, reachedAfter } = moments[index] as (typeof moments)[number];
        const [then, now] = readings[index] as [Reading, Reading];
        const [features, later] = [then, now].map(({ contributions }) => featuresOf(model.rules, contributions));
        observations.push({ id, judgedAt, contacted, reachedAfter, features: features ?? {}, later: later ?? {} });
      }
      done += some.length;
      onProgress(done, leads.totalCount ?? done);
    }
    after = leads.pageInfo.endCursor;
    more = leads.pageInfo.hasNextPage && after !== null;
  }
  const text = files[`models/${key}.json`] ?? '';
  return { model, text, lifecycle: tree.lifecycle, outcome, end, observations };
}

/** The server's clock, by a lead that is none. */
async function readNow(connection: Connection, model: string): Promise<number> {
  const { evaluate } = await connection.request<{ evaluate: { at: string } }>(
    'query Now($model: String!) { evaluate(model: $model) { at } }',
    { model },
  );
  return Date.parse(evaluate.at);
}

async function readScores(
  connection: Connection,
  model: string,
  leads: readonly ListedLead[],
  moments: readonly { at: number }[],
  end: number,
): Promise<[Reading, Reading][]> {
  if (leads.length === 0) return [];
  const fields = leads.map(({ id }, index) => {
    const of = (
      at: number,
    ) => `evaluate(lead: { id: ${JSON.stringify(id)} }, model: $model, at: "${new Date(at).toISOString()}") {
      contributions { rule points holds } }`;
    return `then${index}: ${of(moments[index]?.at ?? end)} now${index}: ${of(end)}`;
  });
  const read = await connection.request<{ [field: string]: Reading }>(
    `query Scores($model: String!) { ${fields.join(' ')} }`,
    { model },
  );
  return leads.map(({ id }, index): [Reading, Reading] => {
    const [then, now] = [read[`then${index}`], read[`now${index}`]];
    if (!then || !now || now.contributions.length === 0) {
      throw new CliError(`The server does not say why ${id} has its score: use a token that may see personal data.`);
    }
    return [then, now];
  });
}
