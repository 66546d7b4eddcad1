import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { connectTo } from '../../../clients/cli/connection.js';
import type { ImportUnit } from '../../../clients/cli/import/import-unit.js';
import { sendUnits } from '../../../clients/cli/import/send-units.js';

interface Input {
  leads: { id: string }[];
}
type Answer = { status?: number; headers?: { [name: string]: string }; body: object };

const taken = (accepted: number): Answer => ({
  body: { data: { importRecords: { accepted, duplicates: 0, userErrors: [], warnings: [] } } },
});
const refused = (code: string, status = 200): Answer => ({
  status,
  body: { errors: [{ message: `refused: ${code}`, extensions: { code } }] },
});
const units = (...ids: string[]): ImportUnit[] =>
  ids.map((id, index) => ({
    file: 'f',
    row: { line: index + 2, values: [id] },
    leadKey: id,
    leads: [{ id }],
    activities: [],
    moves: [],
    bytes: 10,
  }));

describe('sendUnits', () => {
  let server: Server;
  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

  async function send(answer: (input: Input, request: number) => Answer, ...ids: string[]) {
    const said: string[] = [];
    let requests = 0;
    server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      const { status = 200, headers = {}, body } = answer(JSON.parse(text).variables.input, requests++);
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const connection = connectTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'token');
    const options = {
      importId: 'i',
      historical: true,
      patienceMs: 20_000,
      onWait: (sentence: string) => said.push(sentence),
    };
    const sending = sendUnits(connection, options, units(...ids));
    return { sent: await sending, said, requests };
  }

  it('waits for a busy server as long as it asks, and says so', async () => {
    const busy = { ...refused('OVERLOADED', 503), headers: { 'retry-after': '0' } };
    const { sent, said } = await send((input, request) => (request < 2 ? busy : taken(input.leads.length)), 'a', 'b');
    expect(sent).toEqual({ accepted: 2, duplicates: 0, told: [] });
    expect(said).toEqual(Array(2).fill('The server is busy; trying again in 0 s.'));
  });

  it('finds the one row that the whole request is refused for', async () => {
    const judge = ({ leads }: Input) =>
      leads.some(({ id }) => id === 'bad') ? refused('BAD_USER_INPUT', 400) : taken(leads.length);
    const { sent } = await send(judge, 'a', 'b', 'bad', 'c', 'd');
    expect(sent.accepted).toBe(4);
    expect(sent.told.map(({ unit, level, sentences }) => [unit.row.values[0], level, sentences])).toEqual([
      ['bad', 'error', ['refused: BAD_USER_INPUT']],
    ]);
  });

  it('sends less at once where the server takes less', async () => {
    const tooMany = { code: 'LIMIT_EXCEEDED', field: ['leads'], message: 'at most 2 are taken', hint: null };
    const { sent } = await send(
      ({ leads }) => {
        const answer = { accepted: leads.length, duplicates: 0, userErrors: [] as object[], warnings: [] };
        return {
          body: {
            data: { importRecords: leads.length > 2 ? { ...answer, accepted: 0, userErrors: [tooMany] } : answer },
          },
        };
      },
      ...'abcdefg',
    );
    expect(sent).toEqual({ accepted: 7, duplicates: 0, told: [] });
  });

  it('gives up at once where it is not the rows that are refused', async () => {
    await expect(send(() => refused('FORBIDDEN'), 'a', 'b')).rejects.toThrow('refused: FORBIDDEN');
  });

  it('tells each problem and warning to the row it came from', async () => {
    const problem = (message: string, field: string[]) => ({ code: 'INVALID', field, message, hint: null });
    const body = {
      data: {
        importRecords: {
          accepted: 1,
          duplicates: 0,
          userErrors: [problem('no such stage', ['leads', '1', 'stage'])],
          warnings: [problem('early', ['leads', '0'])],
        },
      },
    };
    const { sent } = await send(() => ({ body }), 'a', 'b');
    expect(sent.told.map(({ unit, level, sentences }) => [unit.leadKey, level, ...sentences])).toEqual([
      ['b', 'error', 'no such stage'],
      ['a', 'warning', 'early'],
    ]);
  });
});
