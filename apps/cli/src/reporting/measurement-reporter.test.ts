import { expect, test } from 'vitest';
import { capture } from '../testing/capture.js';
import { type BenchMachine, createMeasurementReporter } from './measurement-reporter.js';

const details = { adapter: 'Some GPU', software: false, features: ['subgroups'], limits: { maxBufferSize: 1 } };
const adder = { case: 'adder', ms: 1.234, launches: 31, peakMemoryMegabytes: 125 };

function report(machine: BenchMachine, options: { readonly json?: boolean }, dispatches?: number): string {
  const { output, text } = capture();
  const reporter = createMeasurementReporter(output, options);
  reporter.start(machine, ['adder', 'rcnn']);
  reporter.measured({ ...adder, ...(dispatches !== undefined && { dispatches }) });
  return text();
}

test('a backend that works by dispatches has a column for them, and no other has', () => {
  expect(report({ backend: 'webgpu', refusals: [], details }, {}, 47)).toBe(`One whole training step on backend webgpu, Some GPU

case   median ms  launches  dispatches  peak MB
adder       1.23        31          47      125
`);
  expect(report({ backend: 'cpu', refusals: [], details: { threads: 1 } }, {})).toBe(`One whole training step on backend cpu, 1 thread

case   median ms  launches  peak MB
adder       1.23        31      125
`);
});

test('programs are told what the figures hang on, and not all that the device can do', () => {
  expect(JSON.parse(report({ backend: 'webgpu', refusals: [], details }, { json: true }, 47))).toEqual({
    event: 'result',
    ...adder,
    backend: 'webgpu',
    adapter: 'Some GPU',
    software: false,
    dispatches: 47,
  });
});

const exchanges = [
  { bytes: 4, ms: 0.00512 },
  { bytes: 8_388_608, ms: 4.25 },
];
const together: BenchMachine = {
  backend: 'cpu',
  refusals: [],
  details: { threads: 1 },
  processes: { count: 2, description: '2 processes on 1 host', exchanges },
};
const exchange = { ms: 0.125, bytes: 12_345, examplesPerSecond: 103_727.7 };

test('processes that train together are told what they exchange, and what that costs', () => {
  const report = (json: boolean): string => {
    const { output, text } = capture();
    const reporter = createMeasurementReporter(output, { json });
    reporter.start(together, ['adder']);
    reporter.measured({ ...adder, exchange });
    return text();
  };
  expect(report(false)).toBe(`One whole training step on backend cpu, 1 thread, in each of 2 processes on 1 host
Sums over all: 4 bytes in 0.00512 ms, 8388.6 KB in 4.25 ms

case   median ms  exchange ms  exchanged KB  examples/s  launches  peak MB
adder       1.23         0.13          12.3      103728        31      125
`);
  const lines = report(true).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    ...exchanges.map((timed) => ({ event: 'exchange', processes: 2, ...timed })),
    {
      ...{ event: 'result', ...adder, backend: 'cpu', threads: 1, processes: 2 },
      ...{ exchangeMs: 0.125, exchangedBytes: 12_345, examplesPerSecond: 103_727.7 },
    },
  ]);
});
