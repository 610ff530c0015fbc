import { allCases } from '@tidegate/bench-cases';
import { startBackend } from '../backends/start-backend.js';
import { measureCase } from '../bench/measure-case.js';
import { exitCodes } from '../errors/report-failure.js';
import type { BenchOptions } from '../options/bench-options.js';
import type { Streams } from '../process/output.js';
import { createMeasurementReporter } from '../reporting/measurement-reporter.js';

/** `tidegate bench`: times whole training steps of the reference cases. Returns the exit code. */
export async function bench(options: BenchOptions, { output, errors }: Streams): Promise<number> {
  const { cases: names, steps } = options;
  const { name: backend, refusals, adapter } = await startBackend(options, errors);
  const cases = allCases.filter(({ name, onRequest = false }) => names?.includes(name) ?? !onRequest);
  const reporter = createMeasurementReporter(output, options);
  reporter.start(
    { backend, refusals, details: adapter.details?.() ?? { threads: 1 } },
    cases.map(({ name }) => name),
  );
  for (const benchCase of cases) {
    const measurement = await measureCase(benchCase, steps);
    reporter.measured(measurement);
    if (output.isClosed) break;
  }
  return exitCodes.success;
}
