import type { BackendDetails } from '@tidegate/core';
import { backendFields, type UsedBackend } from '../backends/backend-fields.js';
import { describeDetails } from '../backends/describe-details.js';
import type { Measurement } from '../bench/measure-case.js';
import type { OutputOptions } from '../options/output-options.js';
import type { Output } from '../process/output.js';
import { writeEvent } from './json-reporter.js';

/** What runs the cases. */
export interface BenchMachine extends UsedBackend {
  readonly details: BackendDetails;
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
    start({ details: { features: _features, limits: _limits, ...details }, ...used }) {
      machine = { ...backendFields(used), ...details };
    },
    measured({ case: name, ...figures }) {
      writeEvent(output, 'result', { case: name, ...machine, ...figures });
    },
  };
}

/** The columns behind the name of the case; one that a backend has no figure for is left out. */
const columns = [
  { title: 'median ms', text: ({ ms }: Measurement) => ms.toFixed(2) },
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
    start({ backend, details }, cases) {
      output.line(`One whole training step on backend ${[backend, describeDetails(details)].filter((part) => part !== '').join(', ')}`);
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
