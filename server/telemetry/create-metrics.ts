import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** The counters of one process, and the registry `/metrics` prints. */
export interface Metrics {
  registry: Registry;
  /** Seconds an HTTP request took, by door and status class. */
  requestSeconds: Histogram<'door' | 'status'>;
  /** Errors answered as an id because they were not expected. */
  surprises: Counter;
}

/** Makes a registry of its own with the process's vital signs (memory, event loop, garbage collection). */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requestSeconds = new Histogram({
    name: 'accord_http_request_seconds',
    help: 'Time from the request to the end of the answer',
    labelNames: ['door', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const surprises = new Counter({
    name: 'accord_surprises_total',
    help: 'Errors nobody expected, logged with an id',
    registers: [registry],
  });
  return { registry, requestSeconds, surprises };
}
