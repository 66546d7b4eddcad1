import { describe, expect, it } from '@jest/globals';
import * as ws from 'ws';
import { frameTexts } from '../../../schema/streams/frame-texts.js';

describe('frameTexts', () => {
  const head = Buffer.from('{"id":"ü","payload":');

  /** As `ws` itself would send it. */
  function expected(text: Buffer): Buffer {
    const { Sender } = ws as unknown as { Sender: { frame(data: Buffer, options: object): Buffer[] } };
    return Buffer.concat(Sender.frame(text, { fin: true, opcode: 1, mask: false, readOnly: false, rsv1: false }));
  }

  it.each([0, 1, 50, 102, 103, 104, 105, 1_000, 65_513, 65_514, 65_515, 65_516, 200_000])(
    'frames a payload of %i bytes as ws does',
    (length) => {
      const payload = Buffer.alloc(length, 'x');
      const message = Buffer.concat([head, payload, Buffer.from('}')]);
      expect(frameTexts(head, [payload]).equals(expected(message))).toBe(true);
    },
  );

  it('puts many into one piece, in order', () => {
    const payloads = ['1', 'x'.repeat(300), 'é'].map((text) => Buffer.from(text));
    const messages = payloads.map((payload) => expected(Buffer.concat([head, payload, Buffer.from('}')])));
    expect(frameTexts(head, payloads).equals(Buffer.concat(messages))).toBe(true);
    expect(frameTexts(head, [])).toHaveLength(0);
  });
});
