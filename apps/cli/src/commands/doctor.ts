import { arch, availableParallelism, cpus, platform } from 'node:os';
import { createAdapters, wellKnownNames } from '../backends/adapters.js';
import { describeDetails } from '../backends/describe-details.js';
import { surveyBackends } from '../backends/survey.js';
import { exitCodes } from '../errors/report-failure.js';
import type { OutputOptions } from '../options/output-options.js';
import type { Output } from '../process/output.js';
import { writeEvent } from '../reporting/json-reporter.js';
import { version } from '../version.js';

/** `tidegate doctor`: says what this machine can run, and why not the rest. Returns the exit code: 1 if no backend is ready. */
export async function doctor({ json, quiet }: OutputOptions, output: Output): Promise<number> {
  const backends = await surveyBackends(createAdapters(), wellKnownNames);
  const node = process.versions.node;
  const system = `${platform()} ${arch()}`;
  const processors = { count: availableParallelism(), model: cpus()[0]?.model.trim() ?? 'unknown' };
  if (json) {
    writeEvent(output, 'result', { tidegate: version, node, system, processors, backends });
  } else if (!quiet) {
    const { green, dim } = output.colours;
    output.line(`Tidegate    ${version}`);
    output.line(`Node        ${node} on ${system}`);
    output.line(`Processors  ${processors.count} x ${processors.model}`);
    output.line('Backends');
    for (const { name, ready, reason, details, composedOps } of backends) {
      const state = [ready ? green('ready') : dim(`no: ${reason}`), ...(details ? [describeDetails(details)] : [])].join(', ');
      output.line(`  ${name.padEnd(8)}  ${state}`);
      if (composedOps && composedOps.length > 0) output.line(dim(`            in several launches each: ${composedOps.join(', ')}`));
    }
  }
  return backends.some(({ ready }) => ready) ? exitCodes.success : exitCodes.failure;
}
