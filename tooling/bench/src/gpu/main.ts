import { appendFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatTable, ratioOf } from '../format-table.js';
import { type Outcome, race } from '../race.js';
import { pytorch } from '../systems/pytorch.js';
import type { System } from '../systems/system.js';
import { tfjsLayers } from '../systems/tfjs-layers.js';
import { tidegate } from '../systems/tidegate.js';
import { describeMachine, findGpu, type Gpu, refusal } from './find-gpu.js';
import { goingOn, refused } from './going-on.js';
import { type GpuBenchOptions, parseGpuOptions, usage } from './options.js';

/** The parts of the bundle in which this program stands. */
const part = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const command = part('tidegate/dist/bin.js');
const node = process.execPath;
const label = 'Tidegate';

function systemsOf({ systems, steps, limit, software }: GpuBenchOptions, gpu: Gpu): System[] {
  const turns = { steps, seconds: limit };
  const make = {
    tidegate: () => tidegate({ label, node, command, backend: ['--backend', 'webgpu'], ...turns }),
    tfjs: () => tfjsLayers({ node, script: part('tfjs/bench-webgpu.js'), ...turns }),
    pytorch: () =>
      pytorch({ pythons: ['python3', '/usr/bin/python3'], threads: 1, device: 'cuda', script: part('torch/bench.py'), ...turns }),
  };
  const reason = refusal(gpu, { software });
  return systems.map((name) => {
    const system = make[name]();
    return reason !== undefined && name !== 'pytorch' ? refused(system.label, reason) : goingOn(system);
  });
}

/** Returns the exit code: 1 if nothing was measured. */
async function bench(options: GpuBenchOptions): Promise<number> {
  const { json, out } = options;
  const tell = (line: object): void => {
    if (json) console.log(JSON.stringify(line));
    if (out !== undefined) appendFileSync(out, `${JSON.stringify(line)}\n`);
  };
  if (out !== undefined) writeFileSync(out, '');
  const gpu = await findGpu([node, command]);
  tell({ gpu });
  if (!json) console.log(`${describeMachine(gpu)}\n`);
  const systems = systemsOf(options, gpu);
  const outcomes: Outcome[] = [];
  for (const name of options.cases) {
    const results = await race(name, systems, options.rounds);
    outcomes.push(...results);
    for (const outcome of results) {
      const ratio = ratioOf(results, outcome, label);
      tell({ ...outcome, ...(ratio !== undefined && { ratio }) });
    }
  }
  if (!json) console.log([formatTable(outcomes, label), ...versions(outcomes)].join('\n'));
  return outcomes.some(({ ms }) => ms !== undefined) ? 0 : 1;
}

/** What the systems say they are. */
function versions(outcomes: readonly Outcome[]): string[] {
  return [...new Set(outcomes.flatMap(({ details }) => details?.version ?? []))].map(String);
}

function optionsOrExit(): GpuBenchOptions {
  try {
    return parseGpuOptions(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

if (process.argv.includes('--help')) console.log(usage);
else process.exitCode = await bench(optionsOrExit());
