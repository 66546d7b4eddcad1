import type { DocumentNode, GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Principal } from '../../server/auth/principal.js';
import type { Db } from '../../server/db/database.js';
import type { Feed } from '../../server/events/start-feed.js';

/** An operation as it was sent, parsed. */
export interface Operation {
  document: DocumentNode;
  operationName: string | null;
  variables: Readonly<Record<string, unknown>>;
}

/** What one socket, and one caller, may take. */
export interface StreamLimits {
  /** Of one message. */
  bytes: number;
  /** Operations under way on a socket. */
  subscriptions: number;
  /** Sockets of one principal; an INTEGRATOR has ten times as many. */
  sockets: number;
  /** From the handshake to `connection_init`. */
  initSeconds: number;
}

/** What the streams are built from. */
export interface StreamParts {
  schema: GraphQLSchema;
  feed: Feed;
  db: Db;
  /** Who the value of an Authorization header stands for, now; null for nobody. */
  authenticate(authorization: string): Promise<Principal | null>;
  /** What stops an operation before it runs (limits, rights); nothing: it may run. */
  authorize(operation: Operation, principal: Principal): readonly GraphQLError[] | Promise<readonly GraphQLError[]>;
  /** Callers of one scope get the same answer to the same operation: they may share an execution. */
  scopeOf(principal: Principal): string;
  /** The context of one execution, loaders of its own included. */
  createContext(principal: Principal): unknown;
  formatError(error: GraphQLError): GraphQLFormattedError;
  /** Reads an operation's text; throws a GraphQLError. By default graphql's own, without a limit of tokens. */
  parse?(text: string): DocumentNode;
  /** Origins, beside the one it is served from, whose pages may open a socket. */
  allowedOrigins?: readonly string[];
  limits: StreamLimits;
  log?: { warn(detail: object, message: string): void };
}
