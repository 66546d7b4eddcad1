import type { Token } from 'graphql';
import { Lexer, Source, TokenKind } from 'graphql';

/** The tokens of a text, comments too, counted no further than one above `limit`. Throws graphql's syntax error. */
export function countTokens(text: string, limit: number): number {
  const lexer = new Lexer(new Source(text));
  let last: Token = lexer.token;
  let count = 0;
  while (lexer.token.kind !== TokenKind.EOF && count <= limit) {
    const next = lexer.advance();
    for (let token = last.next; token && token !== next; token = token.next) count += 1;
    if (next.kind !== TokenKind.EOF) count += 1;
    last = next;
  }
  return Math.min(count, limit + 1);
}
