import { execFile } from 'node:child_process';
import { arch, availableParallelism, cpus, platform } from 'node:os';
import { promisify } from 'node:util';

/** What WebGPU computes on here, with its features and limits, or why it cannot. */
export type Gpu = FoundGpu | { readonly reason: string };

interface FoundGpu {
  readonly adapter: string;
  readonly software: boolean;
  readonly features?: readonly string[];
  readonly limits?: Readonly<Record<string, number>>;
}

interface Finding {
  readonly name: string;
  readonly reason?: string;
  readonly details?: Partial<FoundGpu>;
}

const seconds = 120;

/** Asks `tidegate doctor`. @param command the built command: `[node, bin.js]` */
export async function findGpu([program, ...args]: readonly [string, ...string[]]): Promise<Gpu> {
  try {
    const { stdout } = await promisify(execFile)(program, [...args, 'doctor', '--json'], {
      timeout: seconds * 1000,
      killSignal: 'SIGKILL',
    });
    const findings: readonly Finding[] = JSON.parse(stdout).backends;
    const { reason, details } = findings.find(({ name }) => name === 'webgpu') as Finding;
    return reason === undefined ? { adapter: 'unnamed GPU', software: false, ...details } : { reason };
  } catch (error) {
    // A driver may take the process with it.
    return { reason: `the search for a GPU failed: ${(error as Error).message.split('\n')[0]}` };
  }
}

/** Why nothing is to be timed on WebGPU here; nothing where it may. */
export function refusal(gpu: Gpu, allowed: { readonly software: boolean }): string | undefined {
  if ('reason' in gpu) return gpu.reason;
  return gpu.software && !allowed.software ? `${gpu.adapter} computes on the processor; --software times it nevertheless` : undefined;
}

/** The machine in words, for the head of the table. */
export function describeMachine(gpu: Gpu): string {
  const found =
    'reason' in gpu ? `none for WebGPU: ${gpu.reason}` : `${gpu.adapter}${gpu.software ? ', which computes on the processor' : ''}`;
  const processor = `${availableParallelism()} x ${cpus()[0]?.model.trim() ?? 'unknown'}`;
  return [`GPU        ${found}`, `Processor  ${processor}`, `System     ${platform()} ${arch()}, Node ${process.versions.node}`].join('\n');
}
