import { formatTable } from './format-table.js';
import { type Measurement, measureCase } from './measure/measure-case.js';
import { type BenchOptions, parseOptions } from './options.js';
import { startTorch } from './torch/torch-process.js';

const pythons = ['python3', '/usr/bin/python3'];

async function bench({ cases, rounds, json }: BenchOptions): Promise<void> {
  const measurements: Measurement[] = [];
  for (const benchCase of cases) {
    const torch = await startTorch(benchCase.name, pythons);
    try {
      const measurement = await measureCase(benchCase, rounds, torch);
      if (json) console.log(JSON.stringify(measurement));
      measurements.push(measurement);
    } finally {
      torch?.close();
    }
  }
  if (!json) console.log(formatTable(measurements, pythons));
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
