import { createHash, type KeyObject, sign } from 'node:crypto';

const MAGIC = Buffer.from('SSHSIG');
const NAMESPACE = 'git';
const HASH = 'sha512';
const KIND = 'ssh-ed25519';
const LINE = 70;
/** Where the 32 bytes begin in a public key as SubjectPublicKeyInfo. */
const SPKI_HEAD = 12;

/** Signs as `ssh-keygen -Y sign -n git` does with an ed25519 key: armoured, as git keeps it. */
export function signSsh(key: { privateKey: KeyObject; publicKey: KeyObject }, payload: Uint8Array): string {
  const digest = createHash(HASH).update(payload).digest();
  const covered = Buffer.concat([MAGIC, ...[NAMESPACE, '', HASH, digest].map(field)]);
  const signature = Buffer.concat([field(KIND), field(sign(null, covered, key.privateKey))]);
  const version = Buffer.from([0, 0, 0, 1]);
  const parts = [publicKeyBlob(key.publicKey), NAMESPACE, '', HASH, signature].map(field);
  const text = Buffer.concat([MAGIC, version, ...parts]).toString('base64');
  const lines = text.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n');
}

/** An ed25519 public key as SSH writes it: `ssh-ed25519 AAAA…`. */
export function sshPublicKey(publicKey: KeyObject): string {
  return `${KIND} ${publicKeyBlob(publicKey).toString('base64')}`;
}

function publicKeyBlob(publicKey: KeyObject): Buffer {
  return Buffer.concat([field(KIND), field(publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD))]);
}

/** A string of SSH's wire format: its length, then its bytes. */
function field(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
