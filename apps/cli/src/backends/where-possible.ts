import { readdirSync } from 'node:fs';
import { platform } from 'node:os';
import type { BackendAdapter } from '@tidegate/core';

/** What Linux calls graphics devices: those of most drivers, of NVIDIA's, of Windows below Linux, and of small boards. */
const deviceNames = /^(dri|nvidia|dxg|nvhost|nvgpu|mali|kgsl|pvr|galcore)/;
/** By these a user tells Vulkan where its drivers are. */
const driverVariables = ['VK_DRIVER_FILES', 'VK_ADD_DRIVER_FILES', 'VK_ICD_FILENAMES'];

export interface Machine {
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The names in `/dev`. */
  devices(): readonly string[];
}

const thisMachine: Machine = { platform: platform(), environment: process.env, devices: () => readdirSync('/dev') };

/**
 * A backend on the GPU that is not even looked for where Linux shows none: the search takes a tenth of a second, and drivers write to
 * standard error what they miss.
 */
export function wherePossible(adapter: BackendAdapter, machine: Machine = thisMachine): BackendAdapter {
  return {
    ...adapter,
    isSupported: async () =>
      mayHaveGpu(machine) ? adapter.isSupported() : { supported: false, reason: 'Linux shows no GPU here (nothing like /dev/dri)' },
  };
}

function mayHaveGpu({ platform, environment, devices }: Machine): boolean {
  if (platform !== 'linux' || driverVariables.some((name) => environment[name])) return true;
  try {
    return devices().some((name) => deviceNames.test(name));
  } catch {
    return true;
  }
}
