import { openSnapshot } from '../../../server/db/open-snapshot.js';
import { listAbsorbing } from '../../../server/pulls/impact/list-absorbing.js';
import type { OpenRunner } from '../../../server/pulls/impact/open-runner.js';
import { openTallyRange } from '../../../server/pulls/impact/open-tally-range.js';
import { prepareQuestion } from '../../../server/pulls/impact/prepare-question.js';
import { writeImpact } from '../../../server/pulls/impact/write-impact.js';

/** The thread's work in this process: the tests run sources, threads run what is built. */
export const inProcess =
  (url: string): OpenRunner =>
  (question) => {
    const prepared = prepareQuestion(question);
    const openLeads = async () => {
      const db = await openSnapshot(url, question.snapshot);
      return { db, tally: openTallyRange(db, prepared, await listAbsorbing(db)) };
    };
    let opened: ReturnType<typeof openLeads> | undefined;
    return {
      async run(range) {
        opened ??= openLeads();
        return (await opened).tally(range);
      },
      async write(counted) {
        opened ??= openLeads();
        return writeImpact((await opened).db, prepared, counted);
      },
      close: async () => (await opened)?.db.close(),
    };
  };
