import { readTrustedTree } from '../../../../core/definitions/read-trusted-tree.js';
import { type JudgedMoment, judgedMoment } from '../../../../core/definitions/suggest/judged-moment.js';
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
  lastActivityAt: string | null;
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
  applies: boolean;
  contributions: { rule: string; points: number; holds: boolean }[];
}

const LEADS = `query Leads($after: String) {
  leads(first: 100, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id createdAt lastActivityAt transitions(first: 50) { nodes { to { key } occurredAt } pageInfo { hasNextPage } } }
  }
}`;

/** An operation may have ten fields at its root. */
const AT_ONCE = 10;
/** Operations under way at a time: the server reads the leads of one while it scores those of the other. */
const SIDE_BY_SIDE = 2;

/** A lead as of an instant: one field of an operation. */
interface Asked {
  id: string;
  at: number;
}

/**
 * Observes the leads of a server by its API: pages of leads with their stages, then the score of each as of its moment, and
 * as of now where that is another one, under the model in force; leads that the model is not for, then, are left out.
 * `onProgress` hears how many of how many. @throws CliError
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
  const { tree } = readTrustedTree(files);
  refuseUnknownModel(key, Object.keys(tree.models));
  const model = tree.models[key] as ScoringModel;
  const outcome = outcomeOf(tree.lifecycle.stages, stage);
  const end = await readNow(connection, key);
  const observations: Observation[] = [];
  let seen = 0;
  for (let after: string | null = null, more = true; more; ) {
    const { leads }: Page = await connection.request<Page>(LEADS, { after });
    const listed = leads.nodes.filter(({ createdAt }) => Date.parse(createdAt) <= end);
    const moments = listed.map(({ lastActivityAt, transitions }) => {
      const entries = transitions.nodes.map(({ to, occurredAt }) => ({ stage: to.key, at: Date.parse(occurredAt) }));
      const active = lastActivityAt === null ? null : Date.parse(lastActivityAt);
      return judgedMoment(tree.lifecycle, outcome, entries, end, active);
    });
    const asked = listed.flatMap(({ id }, index): Asked[] => {
      const { at, contacted } = moments[index] as JudgedMoment;
      return contacted && at !== end
        ? [
            { id, at },
            { id, at: end },
          ]
        : [{ id, at }];
    });
    const readings = await readScores(connection, key, asked);
    for (const [index, { id }] of listed.entries()) {
      const { at: judgedAt, since, contacted, reachedAfter } = moments[index] as JudgedMoment;
      const then = readings.get(nameOf({ id, at: judgedAt })) as Reading;
      if (!then.applies) continue;
      const features = featuresOf(model.rules, then.contributions);
      const last = contacted ? readings.get(nameOf({ id, at: end })) : undefined;
      const later = last ? featuresOf(model.rules, last.contributions) : features;
      observations.push({ id, judgedAt, since, contacted, reachedAfter, features, later });
    }
    seen += listed.length;
    onProgress(seen, leads.totalCount ?? seen);
    after = leads.pageInfo.endCursor;
    more = leads.pageInfo.hasNextPage && after !== null;
  }
  const text = files[`models/${key}.json`] ?? '';
  return { model, text, tree, outcome, end, observations };
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
  asked: readonly Asked[],
): Promise<Map<string, Reading>> {
  const found = new Map<string, Reading>();
  const parts = Array.from({ length: Math.ceil(asked.length / AT_ONCE) }, (_, part) =>
    asked.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
  );
  const takeParts = async () => {
    for (let part = parts.shift(); part; part = parts.shift()) {
      const variables = Object.fromEntries(
        part.flatMap(({ id, at }, index) => [
          [`lead${index}`, { id }],
          [`at${index}`, new Date(at).toISOString()],
        ]),
      );
      const read = await connection.request<{ [field: string]: Reading }>(scoresOf(part.length), {
        model,
        ...variables,
      });
      for (const [index, one] of part.entries()) {
        const reading = read[`score${index}`] as Reading;
        if (reading.contributions.length === 0) {
          throw new CliError(
            `The server does not say why ${one.id} has its score: use a token that may see personal data.`,
          );
        }
        found.set(nameOf(one), reading);
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, takeParts));
  return found;
}

function nameOf({ id, at }: Asked): string {
  return `${id} ${at}`;
}

/** The same text for as many leads: the server reads it once. */
function scoresOf(leads: number): string {
  const indices = Array.from({ length: leads }, (_, index) => index);
  const variables = indices.map((index) => `$lead${index}: LeadRef!, $at${index}: DateTime!`).join(', ');
  const fields = indices.map(
    (index) =>
      `score${index}: evaluate(lead: $lead${index}, model: $model, at: $at${index}) { applies contributions { rule points holds } }`,
  );
  return `query Scores($model: String!, ${variables}) { ${fields.join(' ')} }`;
}
