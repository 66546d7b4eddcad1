import type { Command } from 'commander';
import { openConnection } from '../connection.js';
import { printResult } from '../output.js';
import { readInstant } from '../read-instant.js';
import { describeExplanation } from './describe-explanation.js';
import { describeDraft, explainDraft } from './explain-draft.js';
import { explainLead } from './explain-lead.js';

interface ExplainOptions {
  model?: string;
  at?: string;
}

/** Adds `explain LEAD`: why a lead has the score it has, rule by rule, and what is missing to each threshold; under a draft, too. */
export function registerExplain(program: Command): void {
  program
    .command('explain <lead>')
    .description("explain a lead's score; LEAD is an id, an e-mail address, or SYSTEM:ID of another system")
    .option('--model <file>', 'under this model file, beside what is in force; nothing is changed')
    .option('--at <instant>', 'as of then, such as 2026-03-31T12:00:00Z')
    .action(async (text: string, options: ExplainOptions, command: Command) => {
      const connection = openConnection(command);
      const [lead, at] = [leadReference(text), readInstant('--at', options.at)?.toISOString() ?? null];
      if (options.model === undefined) {
        return printResult(command, await explainLead(connection, lead, text, at), describeExplanation);
      }
      printResult(command, await explainDraft(connection, lead, text, { file: options.model, at }), describeDraft);
    });
}

/** How a person names a lead, as the API's LeadRef. */
function leadReference(text: string): object {
  if (text.includes('@')) return { email: text };
  const [, system, value] = /^([^:]+):(.+)$/.exec(text) ?? [];
  return system ? { externalId: { system, value } } : { id: text };
}
