import { arch, availableParallelism, cpus, platform } from 'node:os';
import { createAdapters } from '../backends/adapters.js';
import { describeDetails, describeDevice } from '../backends/describe-details.js';
import { type BackendFinding, surveyBackends } from '../backends/survey.js';
import { exitCodes } from '../errors/report-failure.js';
import type { OutputOptions } from '../options/output-options.js';
import type { Output } from '../process/output.js';
import { writeEvent } from '../reporting/json-reporter.js';
import { version } from '../version.js';

/** `tidegate doctor`: says what this machine can run, and why not the rest. Returns the exit code: 1 if no backend is ready. */
export async function doctor({ json, quiet }: OutputOptions, output: Output): Promise<number> {
  const backends = await surveyBackends(createAdapters({ byName: true }));
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
    for (const finding of backends) {
      const [state, ...more] = describe(finding);
      output.line(`  ${finding.name.padEnd(8)}  ${finding.ready ? green('ready') : dim('no')}${state}`);
      for (const line of more) output.line(dim(`            ${line}`));
    }
  }
  return backends.some(({ ready }) => ready) ? exitCodes.success : exitCodes.failure;
}

/** What stands behind the state of a backend, and the lines below it. */
function describe({ reason, details = {}, composedOps = [] }: BackendFinding): readonly string[] {
  if (reason !== undefined) return [`: ${reason}`];
  const text = describeDetails(details);
  return [
    text === '' ? '' : `, ${text}`,
    ...(details.software ? ['chosen only where it is asked for, with --backend'] : []),
    ...describeDevice(details),
    ...(composedOps.length === 0 ? [] : [`in several launches each: ${composedOps.join(', ')}`]),
  ];
}
