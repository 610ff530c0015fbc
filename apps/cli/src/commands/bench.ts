import { allCases } from '@tidegate/bench-cases';
import { startBackend } from '../backends/start-backend.js';
import { measureCase } from '../bench/measure-case.js';
import { timeExchanges } from '../bench/time-exchanges.js';
import { together } from '../distributed/together.js';
import { type Place, withProcesses } from '../distributed/with-processes.js';
import { exitCodes } from '../errors/report-failure.js';
import type { BenchOptions } from '../options/bench-options.js';
import type { Streams } from '../process/output.js';
import { createMeasurementReporter } from '../reporting/measurement-reporter.js';

/** `tidegate bench`: times whole training steps of the reference cases. Returns the exit code. */
export function bench(options: BenchOptions, streams: Streams): Promise<number> {
  return withProcesses(options, streams, (place) => measureCases(options, place));
}

async function measureCases(options: BenchOptions, { processes, streams: { output, errors } }: Place): Promise<number> {
  const { cases: names, steps } = options;
  const { description, threads: usualThreads } = processes;
  const group = description === undefined ? undefined : processes.group;
  const { name: backend, refusals, adapter } = await together(processes, () => startBackend({ ...options, usualThreads }, errors));
  const cases = allCases.filter(({ name, onRequest = false }) => names?.includes(name) ?? !onRequest);
  const reporter = createMeasurementReporter(output, options);
  reporter.start(
    {
      backend,
      refusals,
      details: adapter.details?.() ?? { threads: 1 },
      ...(description && group && { processes: { count: group.size, description, exchanges: await timeExchanges(group) } }),
    },
    cases.map(({ name }) => name),
  );
  for (const benchCase of cases) {
    const measurement = await measureCase(benchCase, { steps, group });
    reporter.measured(measurement);
    // Only the process that prints knows whether anybody reads.
    const isClosed = Int32Array.of(Number(output.isClosed));
    await group?.broadcast(isClosed);
    if (isClosed[0] === 1) break;
  }
  return exitCodes.success;
}
