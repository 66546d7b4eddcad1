import type { Mapping } from '../../../core/definitions/mapping.js';
import type { Connection } from '../connection.js';

/** The id of a user by id or e-mail address; undefined where there is none. */
export type OwnerFinder = (text: string) => string | undefined;

/** Asks the server for its users, where the mapping names owners. */
export async function findOwners(connection: Connection, mapping: Mapping): Promise<OwnerFinder> {
  if (!mapping.files.some((file) => file.fields?.owner !== undefined)) return () => undefined;
  const { users } = await connection.request<{ users: { id: string; email: string }[] }>('{ users { id email } }');
  const ids = new Map(users.flatMap(({ id, email }) => [[id, id] as const, [email.toLowerCase(), id] as const]));
  return (text) => ids.get(text.toLowerCase()) ?? ids.get(text);
}
