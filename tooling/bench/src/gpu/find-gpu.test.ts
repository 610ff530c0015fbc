import { describe, expect, it } from 'vitest';
import { describeMachine, findGpu, refusal } from './find-gpu.js';

/** Stands for `tidegate doctor`. */
const doctor = (code: string) => findGpu([process.execPath, '-e', code]);
const tells = (webgpu: object) =>
  doctor(`console.log('${JSON.stringify({ backends: [{ name: 'cpu' }, { name: 'webgpu', ...webgpu }] })}')`);

describe('findGpu', () => {
  it('names the GPU that the command would use', async () => {
    const details = { adapter: 'Some GPU', software: false, limits: { maxBufferSize: 1 } };
    expect(await tells({ details })).toEqual(details);
    expect(await tells({ reason: 'no driver' })).toEqual({ reason: 'no driver' });
  });

  it('survives a driver that does not', async () => {
    const { reason } = (await doctor('process.abort()')) as { reason: string };
    expect(reason).toMatch(/^the search for a GPU failed: Command failed: /);
  });
});

const software = { adapter: 'SwiftShader', software: true };

it('a GPU in software is timed only where that is wanted', () => {
  expect(refusal({ adapter: 'Some GPU', software: false }, { software: false })).toBeUndefined();
  expect(refusal(software, { software: false })).toBe('SwiftShader computes on the processor; --software times it nevertheless');
  expect(refusal(software, { software: true })).toBeUndefined();
  expect(refusal({ reason: 'no driver' }, { software: true })).toBe('no driver');
});

it('the table is headed by what computed', () => {
  const [gpu, processor, system] = describeMachine(software).split('\n');
  expect(gpu).toBe('GPU        SwiftShader, which computes on the processor');
  expect(processor).toMatch(/^Processor {2}\d+ x /);
  expect(system).toContain(`Node ${process.versions.node}`);
  expect(describeMachine({ reason: 'no driver' })).toContain('GPU        none for WebGPU: no driver\n');
});
