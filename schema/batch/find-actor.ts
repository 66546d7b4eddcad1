import type { ActorType } from '../nodes/actor.type.js';
import { SYSTEM } from '../people/system.type.js';
import type { Loaders } from './create-loaders.js';

/** The actor with this id: a user, a token or the platform; null where it never was. */
export async function findActor(loaders: Loaders, id: string): Promise<ActorType | null> {
  if (id === SYSTEM.id) return SYSTEM;
  if (id.startsWith('user_')) return loaders.users.load(id);
  return id.startsWith('token_') ? loaders.apiTokens.load(id) : null;
}
