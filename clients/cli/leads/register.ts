import type { Command } from 'commander';
import { CliError } from '../cli-error.js';
import { openConnection } from '../connection.js';
import { printResult } from '../output.js';
import type { ExplainedLead } from './describe-explanation.js';
import { describeExplanation } from './describe-explanation.js';

const EXPLAIN = `query Explain($lead: LeadRef!) {
  lead(by: $lead) {
    id name email stage { key label } stageEnteredAt lastActivityAt
    score {
      at value primary nextChangeAt version { version model { key } }
      values { key value min max band }
      contributions { rule score points holds capped decay detail rationale activityCount }
      thresholds { threshold { key summary } crossed missing }
    }
  }
}`;

/** Adds `explain LEAD`: why a lead has the score it has, rule by rule, and what is missing to each threshold. */
export function registerExplain(program: Command): void {
  program
    .command('explain <lead>')
    .description("explain a lead's score; LEAD is an id, an e-mail address, or SYSTEM:ID of another system")
    .action(async (text: string, _options: object, command: Command) => {
      const variables = { lead: leadReference(text) };
      const { lead } = await openConnection(command).request<{ lead: ExplainedLead | null }>(EXPLAIN, variables);
      if (!lead) throw new CliError(`There is no lead ${text}.`);
      printResult(command, lead, describeExplanation);
    });
}

/** How a person names a lead, as the API's LeadRef. */
function leadReference(text: string): object {
  if (text.includes('@')) return { email: text };
  const [, system, value] = /^([^:]+):(.+)$/.exec(text) ?? [];
  return system ? { externalId: { system, value } } : { id: text };
}
