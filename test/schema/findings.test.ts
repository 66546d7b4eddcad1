import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '../helpers/graphql.js';
import { startServer, type TestServer } from '../helpers/start-server.js';

interface Findings {
  definitions: { findings: { path: string; message: string }[] };
}

describe('findings of what is in force', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-findings-'));
  let server: TestServer;
  beforeAll(async () => {
    cpSync('scoring-models', folder, { recursive: true });
    const path = join(folder, 'models/fit-gate.json');
    const model = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, `${JSON.stringify({ ...model, reviewedOn: '2020-01-01', reviewEvery: 'P30D' }, null, 2)}\n`);
    server = await startServer({ env: { SCORING_MODELS_DIR: folder } });
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are answered to everybody who asks at once after a start, models past their review among them', async () => {
    const query = '{ definitions { findings { path message } } }';
    const answers = await Promise.all(Array.from({ length: 40 }, () => ask<Findings>(server, query)));
    for (const { data, errors } of answers) {
      expect(errors).toBeUndefined();
      expect(data).toEqual(answers[0]?.data);
    }
    const ofModel = answers[0]?.data?.definitions.findings.filter(({ path }) => path === 'models/fit-gate.json');
    expect(ofModel?.some(({ message }) => message.includes('2020-01-01'))).toBe(true);
  });
});
