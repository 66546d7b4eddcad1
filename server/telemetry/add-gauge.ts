import type { Registry } from 'prom-client';
import { Gauge } from 'prom-client';

/** Adds a number that is read whenever `/metrics` is asked. */
export function addGauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}
