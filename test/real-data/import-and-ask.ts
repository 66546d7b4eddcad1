import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportReport } from '../../clients/cli/import/run-import.js';
import { ask } from '../helpers/graphql.js';
import { spawnAccord } from '../helpers/spawn-accord.js';
import { startServer, type TestServer } from '../helpers/start-server.js';

export interface Step {
  stage: { key: string };
  entered: number;
  reachedNext: number;
  medianSeconds: number | null;
}

/** A server on an empty database, and the two things the tests on real data do with it. */
export interface Imported {
  server: TestServer;
  /** Runs `accord import`; throws with its last words unless it ends with 0. `errors` is the text of the errors file. */
  bring(path: string, mapping: string): Promise<{ report: ImportReport; errors: string }>;
  funnel(input: object): Promise<{ steps: Step[]; slices: { value: string | null; steps: Step[] }[] }>;
  close(): Promise<void>;
}

/** Starts the server of one test file, with these settings beside the usual ones. */
export async function openImported(env: Record<string, string> = {}): Promise<Imported> {
  const server = await startServer({ env });
  const folder = mkdtempSync(join(tmpdir(), 'accord-import-'));
  const errorsPath = join(folder, 'errors.csv');
  return {
    server,
    async bring(path, mapping) {
      const args = [
        'import',
        path,
        '--mapping',
        `clients/examples/mappings/${mapping}.json`,
        '--errors',
        errorsPath,
        '--json',
      ];
      const run = spawnAccord(args, { ACCORD_URL: server.url, ACCORD_TOKEN: server.token });
      if ((await run.ended) !== 0) throw new Error(`accord import failed:\n${run.stderr()}`);
      const report = JSON.parse(run.stdout()) as ImportReport;
      return { report, errors: report.errorsFile ? readFileSync(errorsPath, 'utf8') : '' };
    },
    async funnel(input) {
      const steps = 'steps { stage { key } entered reachedNext medianSeconds }';
      const query = `query ($input: FunnelInput!) { funnel(input: $input) { ${steps} slices { value ${steps} } } }`;
      const { data, errors } = await ask<{
        funnel: { steps: Step[]; slices: { value: string | null; steps: Step[] }[] };
      }>(server, query, { input });
      if (!data) throw new Error(JSON.stringify(errors));
      return data.funnel;
    },
    async close() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
