import type { Command } from 'commander';
import { registerDeciding } from './register-deciding.js';
import { registerReading } from './register-reading.js';
import { registerWriting } from './register-writing.js';

/** Adds `pr`: proposing changes of the definitions, reviewing, signing and merging them. */
export function registerPullRequests(program: Command): void {
  const pr = program
    .command('pr')
    .description('pull requests: changes of the definitions that sales and marketing sign');
  registerReading(pr);
  registerWriting(pr);
  registerDeciding(pr);
}
