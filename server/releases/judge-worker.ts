import { parentPort } from 'node:worker_threads';
import { checkTree } from '../../core/definitions/check.js';
import type { JudgementAsked, JudgementGiven } from './open-judge.js';

/** What the thread of `openJudge` runs: a judgement for each tree it is sent, in order. */
parentPort?.on('message', ({ files, options }: JudgementAsked) => {
  const given: JudgementGiven = { problems: checkTree(files, options).problems };
  parentPort?.postMessage(given);
});
