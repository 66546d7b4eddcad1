import { buildSchema } from 'graphql';

/** The printed schema, which is public: documentation and completion work before a token is entered. Null when not served. */
export async function loadSchema() {
  const answer = await fetch('/schema.graphql').catch(() => null);
  return answer?.ok ? buildSchema(await answer.text()) : null;
}
