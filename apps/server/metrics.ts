import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What a monitoring program reads at /metrics: requests by operation and status, their time, and the process itself. */
export interface Metrics {
  count(request: { operation: string; status: number; seconds: number }): void;
  jobs(states: Readonly<Record<string, number>>): void;
  text(): Promise<{ type: string; body: string }>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'qipan_requests_total',
    help: 'Requests by operation and status',
    labelNames: ['operation', 'status'] as const,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'qipan_request_seconds',
    help: 'Time of a request by operation',
    labelNames: ['operation'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const jobs = new Gauge({
    name: 'qipan_jobs',
    help: 'Jobs that wait or run',
    labelNames: ['state'] as const,
    registers: [registry],
  });
  return {
    count(request) {
      requests.inc({ operation: request.operation, status: String(request.status) });
      seconds.observe({ operation: request.operation }, request.seconds);
    },
    jobs(states) {
      for (const [state, count] of Object.entries(states)) jobs.set({ state }, count);
    },
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  };
}
