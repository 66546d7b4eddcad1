import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beginEpoch } from '../../../server/events/begin-epoch.js';
import { openInstallation } from '../../../server/events/open-installation.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';

describe('openInstallation', () => {
  let database: TestDatabase;
  let other: TestDatabase;
  beforeAll(async () => {
    [database, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  });
  afterAll(() => Promise.all([database.drop(), other.drop()]));

  it('names an installation once, however many processes start', async () => {
    const opened = await Promise.all(Array.from({ length: 8 }, () => openInstallation(database.owner)));
    expect(new Set(opened.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(opened[0]).toMatchObject({
      id: expect.stringMatching(/^installation_/),
      pepper: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await openInstallation(database.owner, { pepper: 'given' })).toEqual({ ...opened[0], pepper: 'given' });
  });

  it('gives every installation an epoch of its own', async () => {
    const [here, there] = await Promise.all([openInstallation(database.owner), openInstallation(other.owner)]);
    expect(here.epoch).not.toBe(there.epoch);
  });

  it.each([
    ['the database cluster is another one', `system_identifier = '1'`],
    ['a standby has taken over', 'timeline = timeline + 1'],
  ])('begins an epoch when %s', async (_, change) => {
    const before = await openInstallation(database.owner);
    await database.owner.query(`update installation set ${change}`);
    const opened = await Promise.all(Array.from({ length: 4 }, () => openInstallation(database.owner)));
    expect(new Set(opened.map((each) => each.epoch)).size).toBe(1);
    expect(opened[0]?.epoch).not.toBe(before.epoch);
    expect(opened[0]).toMatchObject({ id: before.id, pepper: before.pepper });
  });

  it('begins an epoch when told that a backup was restored', async () => {
    const before = await openInstallation(database.owner);
    await beginEpoch(database.owner);
    expect((await openInstallation(database.owner)).epoch).not.toBe(before.epoch);
  });
});
