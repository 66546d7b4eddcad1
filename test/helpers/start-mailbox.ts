import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** A mail that arrived, as its server saw it. */
export interface ReceivedMail {
  to: string;
  source: string;
}

/** A mail server on loopback. */
export interface Mailbox {
  url: string;
  mails: ReceivedMail[];
  /** Answers the next message to this address with this code instead of taking it. */
  refuseNext(to: string, code: number): void;
  close(): Promise<void>;
}

/** Starts a real SMTP server that keeps what it is given. */
export async function startMailbox(): Promise<Mailbox> {
  const mails: ReceivedMail[] = [];
  const refusals = new Map<string, number[]>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, answer) {
      const to = session.envelope.rcptTo.map(({ address }) => address).join();
      void text(stream).then((source) => {
        const code = refusals.get(to)?.shift();
        if (code !== undefined) return answer(Object.assign(new Error('refused'), { responseCode: code }));
        mails.push({ to, source });
        answer();
      }, answer);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuseNext: (to, code) => refusals.set(to, [...(refusals.get(to) ?? []), code]),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
