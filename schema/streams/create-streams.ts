import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { createSocketProtocol } from './create-socket-protocol.js';
import { originAllowed } from './origin-allowed.js';
import { createSecureOperation } from './secure-operation.js';
import type { StreamRequest } from './serve-stream.js';
import { serveStream } from './serve-stream.js';
import { startFanOut } from './start-fan-out.js';
import { startWatches } from './start-watches.js';
import type { StreamParts } from './stream-parts.js';
import type { StreamPeer } from './stream-peer.js';
import { watchPeers } from './watch-peers.js';

const CLOSING_MS = 3_000;

/** The live side of the API. */
export interface Streams {
  /** graphql-transport-ws: takes over an HTTP upgrade of `/graphql`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Server-sent events: answers a request to `/graphql/stream`, headers included. Rejects only when it could not begin. */
  handleStream(request: StreamRequest, response: ServerResponse): Promise<void>;
  size(): { connections: number; groups: number; subscribers: number; watchers: number };
  /** Ends every connection (WebSockets with 1001); resolves when they are gone. */
  close(): Promise<void>;
}

/** Builds the streams of a process over its feed. */
export function createStreams(parts: StreamParts): Streams {
  const fanOut = startFanOut(parts);
  const watch = watchPeers(parts);
  const secure = createSecureOperation(parts);
  const open = new Set<StreamPeer>();
  const watches = startWatches(parts);
  const services = { fanOut, watches, watch, secure, open };
  const protocol = createSocketProtocol(parts, services);
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: parts.limits.bytes,
    // frames are written beside it (socket-operation.ts)
    perMessageDeflate: false,
    // what does not speak ours is let in, to be told so by 4406
    handleProtocols: (offered) => handleProtocols(offered) || ([...offered][0] ?? false),
    clientTracking: false,
  });

  return {
    handleUpgrade(request, socket, head) {
      if (!originAllowed(request, parts.allowedOrigins ?? [])) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, protocol);
    },
    handleStream: (request, response) => serveStream(parts, services, request, response),
    size: () => ({ connections: open.size, ...fanOut.size(), watchers: watches.size() }),
    async close() {
      watch.stop();
      for (const peer of open) peer.end(1001, 'The server is going away: connect again.');
      const end = performance.now() + CLOSING_MS;
      while (open.size > 0 && performance.now() < end) await pause(10);
      fanOut.stop();
      watches.stop();
      server.close();
    },
  };
}
