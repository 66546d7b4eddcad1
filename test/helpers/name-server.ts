import { createSocket } from 'node:dgram';

/** A DNS server on loopback that answers as it is told, name by name, each time anew. */
export interface NameServer {
  /** As ACCORD_DNS_SERVERS takes it. */
  address: string;
  asked: string[];
  close(): Promise<void>;
}

const HEADER = 12;
const A = 1;
const AAAA = 28;

/** Starts it; `addressesOf` answers IPv4 or IPv6 addresses for a name. */
export async function startNameServer(addressesOf: (name: string, family: 4 | 6) => string[]): Promise<NameServer> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const { name, end } = readName(query, HEADER);
    const type = query.readUInt16BE(end);
    const family = type === A ? 4 : type === AAAA ? 6 : null;
    const addresses = family === null ? [] : addressesOf(name, family);
    if (family === 4) asked.push(name);
    const answers = addresses.map((address) => record(family === 6 ? AAAA : A, bytesOf(address)));
    const header = Buffer.from(query.subarray(0, HEADER));
    header.writeUInt16BE(0x8180, 2);
    header.writeUInt16BE(answers.length, 6);
    header.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([header, query.subarray(HEADER, end + 4), ...answers]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function readName(query: Buffer, start: number): { name: string; end: number } {
  const labels: string[] = [];
  let at = start;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.subarray(at + 1, at + 1 + length).toString());
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

function record(type: number, data: Buffer): Buffer {
  const fixed = Buffer.alloc(HEADER);
  fixed.writeUInt16BE(0xc00c, 0);
  fixed.writeUInt16BE(type, 2);
  fixed.writeUInt16BE(1, 4);
  fixed.writeUInt16BE(data.length, 10);
  return Buffer.concat([fixed, data]);
}

function bytesOf(address: string): Buffer {
  if (!address.includes(':')) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail = ''] = address.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const middle = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: middle }, () => '0'), ...groups(tail)];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}
