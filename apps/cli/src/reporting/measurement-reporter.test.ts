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
