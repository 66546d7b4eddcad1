import { CliError } from '../cli-error.js';
import type { Connection } from '../connection.js';
import type { ExplainedLead, ExplainedScore } from './describe-explanation.js';

/** What is asked of each score. */
export const SCORE = `at value primary nextChangeAt
  values { key value min max band }
  contributions { rule score points holds capped decay detail rationale activityCount }
  thresholds { threshold { key summary } crossed missing }`;

const EXPLAIN = `query Explain($lead: LeadRef!, $at: DateTime) {
  lead(by: $lead) {
    id name email stage { key label } stageEnteredAt lastActivityAt
    score(at: $at) { ${SCORE} version { version model { key } } }
  }
}`;

/** A lead with its score, as it stands or as of `at`, explained. @throws CliError where there is no such lead; `named` is how it was asked for */
export async function explainLead(
  connection: Connection,
  reference: object,
  named: string,
  at: string | null = null,
): Promise<ExplainedLead & { score: ExplainedScore | null }> {
  const variables = { lead: reference, at };
  const { lead } = await connection.request<{ lead: ExplainedLead | null }>(EXPLAIN, variables);
  if (!lead) throw new CliError(`There is no lead ${named}.`);
  return lead;
}
