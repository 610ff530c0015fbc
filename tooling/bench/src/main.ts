import { execFileSync } from 'node:child_process';
import { formatTable, ratioOf } from './format-table.js';
import { type BenchOptions, parseOptions } from './options.js';
import { type Outcome, race } from './race.js';
import { pytorch } from './systems/pytorch.js';
import type { System } from './systems/system.js';
import { tfjsLayers } from './systems/tfjs-layers.js';
import { tidegate } from './systems/tidegate.js';

const pythons = ['python3', '/usr/bin/python3'];

function systemsOf({ systems, threads, pytorchThreads, nodes }: BenchOptions): System[] {
  const make = {
    tidegate: () => nodes.map((node) => tidegate({ label: labelOf(node, nodes.length), node, threads })),
    pytorch: () => [pytorch({ pythons, threads: pytorchThreads })],
    tfjs: () => [tfjsLayers({ node: process.execPath })],
  };
  return systems.flatMap((name) => make[name]());
}

/** Which Node it is, where there are several. */
function labelOf(node: string, count: number): string {
  return count === 1 ? 'Tidegate' : `Tidegate, Node ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim().slice(1)}`;
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

function optionsOrExit(): BenchOptions {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

await bench(optionsOrExit());
