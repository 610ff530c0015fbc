import { formatTable, ratioOf } from './format-table.js';
import { type BenchOptions, parseOptions } from './options.js';
import { type Outcome, race } from './race.js';
import { nodeLabels } from './systems/node-labels.js';
import { pytorch } from './systems/pytorch.js';
import type { System } from './systems/system.js';
import { tfjsLayers } from './systems/tfjs-layers.js';
import { tidegate } from './systems/tidegate.js';

const pythons = ['python3', '/usr/bin/python3'];

function systemsOf({ systems, threads, pytorchThreads, nodes }: BenchOptions): System[] {
  const backend = ['--backend', 'wasm', '--threads', String(threads)];
  const make = {
    tidegate: () => nodeLabels(nodes).map((label, index) => tidegate({ label, node: nodes[index] as string, backend })),
    pytorch: () => [pytorch({ pythons, threads: pytorchThreads })],
    tfjs: () => [tfjsLayers({ node: process.execPath })],
  };
  return systems.flatMap((name) => make[name]());
}

async function bench(options: BenchOptions): Promise<void> {
  const systems = systemsOf(options);
  const outcomes: Outcome[] = [];
  for (const name of options.cases) {
    outcomes.push(...(await race(name, systems, options.rounds)));
    if (!options.json) continue;
    for (const outcome of outcomes.filter((each) => each.case === name)) {
      const ratio = ratioOf(outcomes, outcome);
      console.log(JSON.stringify({ ...outcome, ...(ratio !== undefined && { ratio }) }));
    }
  }
  if (!options.json) console.log(formatTable(outcomes));
}

/** Ends the process with one line for the user. */
function fail(error: unknown, exitCode: number): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(exitCode);
}

function optionsOrExit(): BenchOptions {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    return fail(error, 2);
  }
}

await bench(optionsOrExit()).catch((error: unknown) => fail(error, 1));
