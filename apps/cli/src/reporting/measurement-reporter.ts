import type { BackendDetails } from '@tidegate/core';
import { backendFields, type UsedBackend } from '../backends/backend-fields.js';
import { describeDetails } from '../backends/describe-details.js';
import type { MeasuredExchange, Measurement } from '../bench/measure-case.js';
import type { TimedExchange } from '../bench/time-exchanges.js';
import type { OutputOptions } from '../options/output-options.js';
import type { Output } from '../process/output.js';
import { writeEvent } from './json-reporter.js';

/** What runs the cases. */
export interface BenchMachine extends UsedBackend {
  readonly details: BackendDetails;
  /** The processes that train together, if several do. */
  readonly processes?: { readonly count: number; readonly description: string; readonly exchanges: readonly TimedExchange[] };
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
  let machine: Readonly<Record<string, unknown>>;
  return {
    start({ details: { features: _features, limits: _limits, ...details }, processes, ...used }) {
      machine = { ...backendFields(used), ...details, ...(processes && { processes: processes.count }) };
      for (const exchange of processes?.exchanges ?? []) writeEvent(output, 'exchange', { processes: processes?.count, ...exchange });
    },
    measured({ case: name, exchange, ...figures }) {
      writeEvent(output, 'result', { case: name, ...machine, ...figures, ...(exchange && fieldsOf(exchange)) });
    },
  };
}

function fieldsOf({ ms, bytes, examplesPerSecond }: MeasuredExchange): Readonly<Record<string, number>> {
  return { exchangeMs: ms, exchangedBytes: bytes, examplesPerSecond };
}

/** The columns behind the name of the case; one that a backend has no figure for is left out. */
const columns = [
  { title: 'median ms', text: ({ ms }: Measurement) => ms.toFixed(2) },
  { title: 'exchange ms', text: ({ exchange }: Measurement) => exchange?.ms.toFixed(2) },
  { title: 'exchanged KB', text: ({ exchange }: Measurement) => exchange && (exchange.bytes / 1000).toFixed(1) },
  { title: 'examples/s', text: ({ exchange }: Measurement) => exchange?.examplesPerSecond.toFixed(0) },
  { title: 'launches', text: ({ launches }: Measurement) => String(launches) },
  { title: 'dispatches', text: ({ dispatches }: Measurement) => (dispatches === undefined ? undefined : String(dispatches)) },
  { title: 'peak MB', text: ({ peakMemoryMegabytes }: Measurement) => String(peakMemoryMegabytes) },
] as const;

function measurementTable(output: Output): MeasurementReporter {
  let width: number;
  let isBegun = false;
  const row = (name: string, cells: readonly { readonly title: string; readonly text: string }[]): void =>
    output.line([name.padEnd(width), ...cells.map(({ title, text }) => text.padStart(title.length))].join('  '));
  return {
    start({ backend, details, processes }, cases) {
      const machine = [backend, describeDetails(details)].filter((part) => part !== '').join(', ');
      output.line(`One whole training step on backend ${machine}${processes ? `, in each of ${processes.description}` : ''}`);
      if (processes) output.line(`Sums over all: ${processes.exchanges.map(describeExchange).join(', ')}`);
      output.line('');
      width = Math.max(...cases.map(({ length }) => length));
    },
    measured(measurement) {
      const cells = columns.flatMap(({ title, text }) => {
        const figure = text(measurement);
        return figure === undefined ? [] : [{ title, text: figure }];
      });
      if (!isBegun)
        row(
          'case',
          cells.map(({ title }) => ({ title, text: title })),
        );
      isBegun = true;
      row(measurement.case, cells);
    },
  };
}

/** `1048.6 KB in 0.31 ms` */
function describeExchange({ bytes, ms }: TimedExchange): string {
  return `${bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(1)} KB`} in ${ms.toPrecision(3)} ms`;
}
