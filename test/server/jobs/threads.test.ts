import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';

const run = promisify(execFile);
const MODELS = join(import.meta.dirname, '../../../scoring-models');

describe('threads', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('answer in order, end for all who wait, and stay as long as they should', async () => {
    const env = { ...process.env, ASKED_DATABASE: database.url, SCORING_MODELS_DIR: MODELS };
    const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'ask-threads.js')], { env });
    expect(JSON.parse(stdout)).toEqual({
      order: ['a 0', 'it was asked to', 'b 2'],
      end: ['a thread of echo-thread.js ended', 'a thread of echo-thread.js ended'],
      ended: [false, true],
      errors: [0, 0],
      // one that was made ready stays, until it has been asked and its time is over
      resting: [0, 0],
    });
  });
});
