import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { listIdleVariables, listUnknownVariables, readConfig } from '../../../server/config.js';
import { VARIABLES } from '../../../server/environment.js';

const EXAMPLE = readFileSync(join(import.meta.dirname, '../../../.env.example'), 'utf8');

describe('readConfig', () => {
  it('takes what .env.example shows, which is every variable and its default', () => {
    const lines = EXAMPLE.split('\n').filter((line) => /^[A-Z]/.test(line));
    const env = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
    expect(Object.keys(env).sort()).toEqual(Object.keys(VARIABLES).sort());
    expect(readConfig(env)).toEqual(readConfig({}));
  });

  it.each([
    ['PORT', '65536'],
    ['HOST', 'a b'],
    ['DATABASE_URL', 'mysql://localhost/accord'],
    ['DATABASE_REPLICA_URLS', 'postgresql://a/b,c'],
    ['SCORING_REPO_URL', 'nonsense'],
    ['ACCORD_RATE_LIMIT', '-1'],
    ['ACCORD_MAX_BYTES', '1e6'],
    ['ACCORD_MAX_INIT_SECONDS', '0'],
    ['ACCORD_WEBHOOK_RETRY', '1,,4'],
    ['ACCORD_WEBHOOK_ALLOW_CIDRS', '127.0.0.0/33'],
    ['ACCORD_ALLOWED_ORIGINS', 'https://example.com/path'],
    ['ACCORD_LOG_RETENTION', '30 days'],
    ['ACCORD_METRICS_PUBLIC', 'yes'],
    ['ACCORD_DNS_SERVERS', 'dns.example.com'],
    ['SEED', 'abc'],
    ['SMTP_URL', 'https://example.com'],
    ['NATS_URL', 'localhost'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s with one sentence', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} .* must be [^\\n]*\\.$`));
  });

  it('tells what is set and does nothing yet', () => {
    expect(listIdleVariables({ NATS_URL: 'nats://localhost', DATABASE_REPLICA_URLS: '', PORT: '1' })).toEqual([
      'NATS_URL',
    ]);
  });

  it('never repeats a secret', () => {
    expect(() => readConfig({ ACCORD_PEPPER: 'hunter2' })).toThrow(/^ACCORD_PEPPER \(a secret of 7 characters\)/);
  });

  it('reads lists, durations and seconds', () => {
    const config = readConfig({
      ACCORD_WEBHOOK_RETRY: '1, 2,0.5',
      ACCORD_WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8,::1/128',
      ACCORD_LOG_RETENTION: 'PT1S',
      ACCORD_MAX_SOCKETS: '7',
      DATABASE_URL: 'postgresql://accord:secret@/accord?host=/run/postgresql',
    });
    expect(config.webhookRetryMs).toEqual([1000, 2000, 500]);
    expect(config.webhookAllowCidrs).toEqual(['127.0.0.0/8', '::1/128']);
    expect(config.logRetentionMs).toBe(1000);
    expect([config.limits.sockets, config.limits.integratorSockets]).toEqual([7, 7]);
  });

  it('knows a name that only looks like ours', () => {
    expect(listUnknownVariables({ ACCORD_MAX_DEPHT: '3', ACCORD_URL: 'x', ACCORD_MAX_DEPTH: '3', PATH: '' })).toEqual([
      'ACCORD_MAX_DEPHT',
    ]);
  });
});
