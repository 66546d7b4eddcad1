import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { measureAuc } from '../../../clients/cli/models/measure-auc.js';
import { describeWithShared } from '../../helpers/describe-with-shared.js';
import { accord, folderWith, home, MODEL, PROJECT } from './accord-models.js';

const example = {
  mapping: join(PROJECT, 'clients/examples/mappings/x-education.json'),
  model: join(PROJECT, 'clients/examples/models/x-education.json'),
};

describe('accord models explain', () => {
  it('shows what each rule gives an example lead, and what is missing', async () => {
    const model = join(folderWith(), MODEL);
    const { stdout, code } = await accord(
      'models',
      'explain',
      '--model',
      model,
      '--lead',
      'two-product-pages-of-three',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('2 of 3 different path of page.viewed where category is product within 7 days');
    expect(stdout).toMatch(/mql +down +total at least 60/);
    const json = JSON.parse(
      (await accord('models', 'explain', '--model', model, '--lead', 'exactly-60', '--json')).stdout,
    );
    expect(json).toMatchObject({
      model: 'hundred-point',
      stage: 'mql',
      thresholds: [{ key: 'mql', up: true, missing: null }],
    });
  });

  it('takes a lead from a file, and says what it cannot find', async () => {
    const model = join(folderWith(), MODEL);
    const lead = join(home, 'lead.json');
    writeFileSync(
      lead,
      JSON.stringify({ attributes: { 'account.employees': 80 }, facts: [{ activity: 'demo.booked', ago: 'P1D' }] }),
    );
    const { stdout } = await accord(
      'models',
      'explain',
      '--model',
      model,
      '--lead',
      lead,
      '--at',
      '2026-03-31T12:00:00Z',
      '--json',
    );
    expect(JSON.parse(stdout).scores).toContainEqual({ key: 'total', raw: 55, value: 55 });
    expect(await accord('models', 'explain', '--model', model, '--lead', 'nobody')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("no example lead and no file 'nobody'"),
    });
    expect(await accord('models', 'explain', '--model', join(home, 'gone.json'), '--lead', 'x')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no file'),
    });
    expect(await accord('models', 'explain', '--model', model, '--lead', lead, '--at', 'now')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('"now" is no date'),
    });
  });
});

describe('accord models auc', () => {
  it('ranks known outcomes', async () => {
    const data = join(home, 'leads.csv');
    const mapping = join(home, 'mapping.json');
    writeFileSync(
      data,
      'id,origin,job,seconds,won\n1,Lead Add Form,Working Professional,900,1\n2,API,,10,0\n3,API,,700,1\n4,API,,20,\n',
    );
    const lead = { externalId: 'id' };
    const attributes = { occupation: 'job', secondsOnWebsite: { column: 'seconds', as: 'number' } };
    const stages = [{ when: { won: ['1'] }, to: { value: 'customer' } }];
    writeFileSync(
      mapping,
      JSON.stringify({
        language: 1,
        key: 'small',
        system: 'small',
        files: [{ key: 'leads', file: 'leads.csv', lead, fields: { channel: 'origin' }, attributes, stages }],
      }),
    );
    expect(await measureAuc({ data, mapping, model: example.model, stage: 'customer' })).toMatchObject({
      auc: 1,
      leads: 4,
      reached: 2,
      badRows: 0,
    });
    const { stdout, code } = await accord(
      'models',
      'auc',
      '--data',
      data,
      '--mapping',
      mapping,
      '--model',
      example.model,
    );
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'AUC 1.0000']);
    expect(
      await accord('models', 'auc', '--data', join(home, 'gone.csv'), '--mapping', mapping, '--model', example.model),
    ).toMatchObject({ code: 1 });
  });
});

describeWithShared('data/x-education', 'the leads of the online school', (folder) => {
  it('are ranked better than by the CRM, from what is known before contact', async () => {
    expect(readFileSync(example.model, 'utf8')).not.toMatch(/tags|leadQuality|leadProfile|crm|last(Notable)?Activity/);
    const { auc, leads, reached } = await measureAuc({ data: folder, ...example, stage: 'customer' });
    expect([leads, reached]).toEqual([9240, 3561]);
    expect(auc).toBeGreaterThan(0.8);
  });
});
