import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { connectTo } from '../../../clients/cli/connection.js';
import { patientConnection } from '../../../clients/cli/patient-connection.js';

const spent = { errors: [{ message: 'The budget is spent.', extensions: { code: 'RATE_LIMITED' } }] };
const answered = { data: { leads: 3 } };

describe('a patient connection', () => {
  let server: Server | null = null;
  afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())));

  it('waits as long as a server asks that says the budget is spent, and says so', async () => {
    let requests = 0;
    server = createServer((_, response) => {
      const first = requests++ < 2;
      response.writeHead(first ? 429 : 200, { 'content-type': 'application/json', 'retry-after': '0' });
      response.end(JSON.stringify(first ? spent : answered));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const said: string[] = [];
    const { port } = server.address() as AddressInfo;
    const connection = patientConnection(connectTo(`http://127.0.0.1:${port}`, 'token'), (one) => said.push(one));
    expect(await connection.request('{ leads }')).toEqual(answered.data);
    expect(said).toEqual(Array(2).fill('The server is busy; trying again in 0 s.'));
  });

  it('does not wait for a server that never answered', async () => {
    const said: string[] = [];
    const connection = patientConnection(connectTo('http://127.0.0.1:1', 'token'), (one) => said.push(one));
    await expect(connection.request('{ leads }')).rejects.toThrow('No server answers at http://127.0.0.1:1');
    expect(said).toEqual([]);
  });
});
