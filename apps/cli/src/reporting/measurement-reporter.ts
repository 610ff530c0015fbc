import type { Measurement } from '../bench/measure-case.js';
import type { OutputOptions } from '../options/output-options.js';
import type { Output } from '../process/output.js';
import { writeEvent } from './json-reporter.js';

/** What runs the cases. */
export interface BenchMachine {
  readonly backend: string;
  readonly threads: number;
  /** Absent where the backend has no vector instructions to choose from. */
  readonly simd?: string;
}

/** Shows measurements as they come. */
export interface MeasurementReporter {
  start(machine: BenchMachine, cases: readonly string[]): void;
  measured(measurement: Measurement): void;
}

export function createMeasurementReporter(output: Output, { json, quiet }: OutputOptions): MeasurementReporter {
  if (json) return jsonMeasurements(output);
  return quiet ? { start: () => undefined, measured: () => undefined } : measurementTable(output);
}

function jsonMeasurements(output: Output): MeasurementReporter {
  let machine: BenchMachine;
  return {
    start(given) {
      machine = given;
    },
    measured({ case: name, ...figures }) {
      writeEvent(output, 'result', { case: name, ...machine, ...figures });
    },
  };
}

function measurementTable(output: Output): MeasurementReporter {
  let width: number;
  return {
    start({ backend, threads, simd }, cases) {
      const count = threads === 1 ? '1 thread' : `${threads} threads`;
      output.line(`One whole training step on backend ${backend}, ${count}${simd === undefined ? '' : `, ${simd}`}`);
      output.line('');
      width = Math.max(...cases.map(({ length }) => length));
      output.line(`${'case'.padEnd(width)}  median ms  launches  peak MB`);
    },
    measured({ case: name, ms, launches, peakMemoryMegabytes }) {
      const figures = [ms.toFixed(2).padStart(9), String(launches).padStart(8), String(peakMemoryMegabytes).padStart(7)];
      output.line([name.padEnd(width), ...figures].join('  '));
    },
  };
}
