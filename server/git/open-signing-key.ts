import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Tx } from '../db/database.js';
import { seal, unseal } from '../seal.js';
import type { Sign } from './commit-object.js';
import type { Signature } from './repository.js';
import { signSsh, sshPublicKey } from './sign-ssh.js';

/** The key by which this installation signs what it merges. */
export interface SigningKey {
  sign: Sign;
  /** The file `allowed_signers` of the repository: every key this installation ever signed with. */
  allowedSigners: string;
}

/** In whose name the platform commits and signs. */
export const PLATFORM: Omit<Signature, 'at'> = { name: 'Accord', email: 'accord@accord.invalid' };

const KEY_LOCK = 4_226_304;
const PURPOSE = 'signing key';

/**
 * Opens the signing key; makes one the first time, and where the pepper that sealed the last one is gone: earlier
 * merges can still be verified. The private part lies in the database sealed under the pepper.
 */
export async function openSigningKey(tx: Tx, pepper: string): Promise<SigningKey> {
  const present = await read(tx, pepper);
  if (present.privateKey) return withKey(present.privateKey, present.known);
  await tx.query('select pg_advisory_xact_lock($1)', [KEY_LOCK]);
  const { privateKey, known } = await read(tx, pepper);
  return withKey(privateKey ?? (await make(tx, pepper)), known);
}

async function read(tx: Tx, pepper: string): Promise<{ privateKey: KeyObject | null; known: string[] }> {
  const rows = await tx.query<{ publicKey: string; sealed: Buffer }>(
    'select public_key as "publicKey", sealed from signing_keys order by created_at desc, public_key',
  );
  const der = rows.map((row) => unseal(pepper, PURPOSE, row.sealed)).find((opened) => opened !== null);
  const privateKey = der ? createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) : null;
  return { privateKey, known: rows.map((row) => row.publicKey) };
}

function withKey(privateKey: KeyObject, known: readonly string[]): SigningKey {
  const publicKey = createPublicKey(privateKey);
  const all = new Set([sshPublicKey(publicKey), ...known]);
  return {
    sign: (payload) => signSsh({ privateKey, publicKey }, payload),
    allowedSigners: [...all].map((key) => `${PLATFORM.email} namespaces="git" ${key}\n`).join(''),
  };
}

async function make(tx: Tx, pepper: string): Promise<KeyObject> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  await tx.query('insert into signing_keys (public_key, sealed, created_at) values ($1, $2, $3)', [
    sshPublicKey(publicKey),
    seal(pepper, PURPOSE, der),
    tx.at,
  ]);
  return privateKey;
}
