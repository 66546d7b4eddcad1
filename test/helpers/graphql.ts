import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { eventually } from './eventually.js';

/** The body of an answer, as it came. */
export interface Answer<Data = Record<string, unknown>> {
  data?: Data;
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
  extensions?: Record<string, unknown>;
}

/** Where and as whom to ask. */
export interface Door {
  url: string;
  token: string;
}

/** Asks over HTTP; resolves with the body, errors included, whatever the status. */
export async function ask<Data = Record<string, unknown>>(
  door: Door,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer<Data>> {
  const answer = await fetch(`${door.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${door.token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await answer.json()) as Answer<Data>;
}

/** A subscription and all it has received. */
export interface Listening<Data> {
  frames: Answer<Data>[];
  /** Resolves once `count` frames are here; rejects when it ended with fewer. */
  until(count: number): Promise<Answer<Data>[]>;
  /** Resolves with what ended it: null for its completion, else the error. */
  ended: Promise<unknown>;
  close(): void;
}

/**
 * Subscribes over graphql-transport-ws; resolves once the socket is acknowledged, a moment before the subscription is
 * accepted: a test that must miss nothing passes `after`.
 */
export async function listen<Data = Record<string, unknown>>(
  door: Door,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Listening<Data>> {
  const frames: Answer<Data>[] = [];
  const client = createClient({
    url: `${door.url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${door.token}` },
    retryAttempts: 0,
  });
  let cancel: () => void = () => undefined;
  let over = false;
  const ended = new Promise<unknown>((resolve) => {
    cancel = client.subscribe<Data, Record<string, unknown>>(
      { query, variables },
      { next: (frame) => frames.push(frame as Answer<Data>), error: resolve, complete: () => resolve(null) },
    );
  });
  void ended.then(() => {
    over = true;
  });
  await Promise.race([ended, new Promise((resolve) => client.on('connected', resolve))]);
  return {
    frames,
    ended,
    async until(count) {
      await eventually(() => frames.length >= count || over);
      if (frames.length < count) throw new Error(`the subscription ended after ${frames.length} of ${count} frames`);
      return frames;
    },
    close() {
      cancel();
      void client.dispose();
    },
  };
}
