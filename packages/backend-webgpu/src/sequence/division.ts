import { type Groups, lineOf } from '../program/groups.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';

/** Numbers of four bytes that a workgroup's memory holds on every WebGPU device. */
export const workgroupFloats = 4096;

/**
 * How a program for a recurrence is written. In each workgroup the invocations form teams of `lanes`; a team takes `rows` sequences through
 * the steps, and each of its invocations some units at a time of all of them.
 */
export interface Form {
  /** Invocations of a workgroup. */
  readonly size: number;
  /** Sequences of a team, which reads each weight once for all of them. */
  readonly rows: number;
  /** Units that an invocation sums at a time, which reads each state once for all of them. */
  readonly units: number;
  /** Numbers of four bytes in the memory of a workgroup, a power of two: what is not declared leaves a GPU room for other workgroups. */
  readonly memory: number;
  readonly runsOn: WebgpuTensors['runsOn'];
}

export interface Division {
  readonly form: Form;
  readonly lanes: number;
  readonly groups: Groups;
}

/** What has to be divided. */
export interface Work {
  readonly batch: number;
  readonly hidden: number;
  /** Sums of each unit of a sequence, in a loop over what the others gave. */
  readonly sums: number;
  /** What a sequence wants of a workgroup's memory, in numbers. Where even one has no room, the form has no memory. */
  readonly floatsPerRow: number;
}

export function divide(runsOn: WebgpuTensors['runsOn'], work: Work): Division {
  return runsOn === 'gpu' ? divideForGpu(work) : divideForProcessor(work);
}

/** Workgroups that keep a large GPU busy: only with more sequences does a team take several. */
const enoughForGpu = 64;

function divideForGpu({ batch, hidden, floatsPerRow }: Work): Division {
  const lanes = [32, 64, 128].find((count) => count >= hidden) ?? 256;
  return divideRows({ batch, floatsPerRow, lanes, size: Math.max(64, lanes), units: 1, rows: [4, 2], enough: enoughForGpu, runsOn: 'gpu' });
}

/** Workgroups that keep the cores busy. */
const enoughForProcessor = 4;

/**
 * Reading a number costs several multiplications wherever it lies, so that an invocation takes as many rows and sums together as its
 * registers hold. There are no more lanes than that leaves work for.
 */
function divideForProcessor({ batch, hidden, sums, floatsPerRow }: Work): Division {
  const units = sums === 1 ? 4 : 1;
  const lanes = Math.min(64, 4 * Math.ceil(hidden / units / 4));
  const size = [16, 32].find((count) => count >= lanes) ?? 64;
  return divideRows({ batch, floatsPerRow, lanes, size, units, rows: [8, 4, 2], enough: enoughForProcessor, runsOn: 'processor' });
}

interface Choice extends Omit<Form, 'rows' | 'memory'>, Pick<Work, 'batch' | 'floatsPerRow'> {
  readonly lanes: number;
  /** In the order of preference; 1 is what remains. */
  readonly rows: readonly number[];
  readonly enough: number;
}

function divideRows({ batch, floatsPerRow, lanes, rows: choices, enough, ...form }: Choice): Division {
  const teams = Math.floor(form.size / lanes);
  const fits = (count: number): boolean => teams * count * floatsPerRow <= workgroupFloats;
  const busy = (count: number): boolean => Math.ceil(batch / (teams * count)) >= enough;
  const rows = choices.find((count) => fits(count) && busy(count)) ?? 1;
  const sequences = teams * rows;
  const wanted = 2 ** Math.ceil(Math.log2(Math.max(16, sequences * floatsPerRow)));
  const memory = floatsPerRow > 0 && wanted <= workgroupFloats ? wanted : 0;
  return { form: { ...form, rows, memory }, lanes, groups: lineOf(Math.ceil(batch / sequences)) };
}

/** Tells forms apart. */
export function formKey({ size, rows, units, memory, runsOn }: Form): string {
  return `${runsOn} ${size} ${rows} ${units} ${memory}`;
}
