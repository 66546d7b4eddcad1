import { createTransport } from 'nodemailer';
import type { Sending } from './sending.js';

/** A message for one address. */
export interface Mail {
  /** Makes the Message-ID, so that a server that sees it twice can tell. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** The way to a mail server. */
export interface MailDoor {
  send(mail: Mail): Promise<Sending>;
  close(): void;
}

const TIMEOUT_MS = 20_000;
/** The library's codes for what fails before a message is handed over. */
const BEFORE_DATA = new Set(['EDNS', 'ETLS', 'EAUTH', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Opens the way to the mail server of `smtp://user:password@host:port`; a connection a message, because kept ones send again by themselves. */
export function openMail(smtpUrl: string, from: string | null): MailDoor {
  const { hostname } = new URL(smtpUrl);
  const transport = createTransport(
    { url: smtpUrl, connectionTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
    { from: from ?? `Accord <accord@${hostname}>` },
  );
  return {
    async send({ id, subject, ...mail }) {
      try {
        const line = subject.replace(/[\s\p{Cc}]+/gu, ' ').trim();
        await transport.sendMail({ ...mail, subject: line, messageId: `<${id}@${hostname}>` });
        return { state: 'SENT' };
      } catch (error) {
        return judge(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
}

interface SmtpError extends Error {
  code?: string;
  syscall?: string;
  responseCode?: number;
}

/** What the mail server's answer, or its silence, means for another try (RFC 5321: 4yz is transient, 5yz permanent). */
function judge({ message, code, syscall, responseCode }: SmtpError): Sending {
  const error = `the mail server: ${message.replace(/\s+/g, ' ').slice(0, 300)}`;
  if (responseCode !== undefined) return { state: responseCode >= 500 ? 'FAILED' : 'REFUSED', error };
  const early = syscall === 'connect' || (code !== undefined && BEFORE_DATA.has(code));
  return { state: early ? 'REFUSED' : 'IN_DOUBT', error };
}
