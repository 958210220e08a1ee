/** What the server counts, for Prometheus. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Engine } from '../engine/engine.js';

export interface Metrics {
  countRequest(route: string, status: number, seconds: number): void;
  countError(code: string): void;
  countJob(state: string): void;
  /** Prometheus' text format. */
  print(): Promise<string>;
  readonly contentType: string;
}

/** A registry of its own, so that several servers in one process do not mix their counts. */
export function createMetrics(engine?: Pick<Engine, 'loaded'>): Metrics {
  const registers = [new Registry()];
  const [registry] = registers;
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'saeql_request_seconds',
    help: 'Time from the first byte of a request to the end of its answer.',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
    registers,
  });
  const errors = new Counter({
    name: 'saeql_errors_total',
    help: 'Errors sent to clients, by code.',
    labelNames: ['code'],
    registers,
  });
  const jobs = new Counter({
    name: 'saeql_jobs_total',
    help: 'Jobs that this server ran to an end, by final state.',
    labelNames: ['state'],
    registers,
  });
  if (engine) gaugeLoadedBytes(engine, registers);
  return {
    countRequest: (route, status, seconds) => requests.observe({ route, status }, seconds),
    countError: (code) => errors.inc({ code }),
    countJob: (state) => jobs.inc({ state }),
    print: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** Looked up when it is asked for. */
function gaugeLoadedBytes(engine: Pick<Engine, 'loaded'>, registers: Registry[]): void {
  new Gauge({
    name: 'saeql_loaded_bytes',
    help: 'Weights that this process has loaded, by kind and name.',
    labelNames: ['kind', 'name'],
    registers,
    collect() {
      this.reset();
      for (const { kind, name, bytes } of engine.loaded) this.set({ kind, name }, bytes);
    },
  });
}
