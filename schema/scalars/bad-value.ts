import { GraphQLError } from 'graphql';

const SHOWN = 60;

/** The error of a value that is not of its scalar: names the value (shortened) and says what to write instead. */
export function badValue(scalar: string, value: unknown, advice: string): GraphQLError {
  const text = JSON.stringify(value) ?? String(value);
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return new GraphQLError(`${shown} is not a ${scalar}: ${advice}.`, { extensions: { code: 'BAD_USER_INPUT' } });
}
