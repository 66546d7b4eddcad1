import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import type { Principal } from '../../server/auth/principal.js';
import type { Db } from '../../server/db/database.js';
import type { Feed } from '../../server/events/start-feed.js';
import type { Spent } from '../../server/guard/spend-budget.js';
import type { FormatError } from '../errors.js';

/** An operation as it was sent, parsed. */
export interface Operation {
  document: DocumentNode;
  operationName: string | null;
  variables: Readonly<Record<string, unknown>>;
}

/** What was decided about an operation; `spent` is null where nothing is counted. */
export interface Admission {
  errors: readonly GraphQLError[];
  spent: Spent | null;
}

/** What one socket, and one caller, may take. */
export interface StreamLimits {
  /** Of one message. */
  bytes: number;
  /** Operations under way on a socket. */
  subscriptions: number;
  /** Sockets of one principal; of one with the role INTEGRATOR. */
  sockets: number;
  integratorSockets: number;
  /** From the handshake to `connection_init`. */
  initMs: number;
}

/** What the streams are built from. */
export interface StreamParts {
  schema: GraphQLSchema;
  feed: Feed;
  db: Db;
  /** Who the value of an Authorization header stands for, now; null for nobody. */
  authenticate(authorization: string): Promise<Principal | null>;
  /** What stops an operation before it runs (limits, rights; nothing: it may run), and what it took of the budget. */
  admit(operation: Operation, principal: Principal): Admission;
  /** The context of one execution, loaders of its own included. */
  createContext(principal: Principal, spent?: Spent | null): unknown;
  formatError: FormatError;
  /** Reads an operation's text; throws a GraphQLError. By default graphql's own, without a limit of tokens. */
  parse?(text: string): DocumentNode;
  /** Origins, beside the one it is served from, whose pages may open a socket. */
  allowedOrigins?: readonly string[];
  limits: StreamLimits;
  log?: { warn(detail: object, message: string): void };
}
