import { findGpu } from './find-gpu.js';

export interface AdapterOptions {
  /** Whether an adapter that computes on the processor will do, such as SwiftShader or llvmpipe. */
  readonly software: boolean;
  readonly powerPreference: GPUPowerPreference;
}

export type FoundAdapter = { readonly adapter: GPUAdapter; readonly details: WebgpuDetails } | { readonly reason: string };

/** What is known of a GPU before anything runs on it. */
export interface WebgpuDetails {
  /** Vendor, architecture and driver, as far as the browser tells. */
  readonly adapter: string;
  /** Whether it computes on the processor. */
  readonly software: boolean;
  readonly features: readonly string[];
  readonly limits: Readonly<Record<string, number>>;
}

/** The limits that kernels depend on. */
const limitNames = [
  'maxStorageBuffersPerShaderStage',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'minStorageBufferOffsetAlignment',
] as const;

/** Asks this machine for a GPU; nothing starts on it. */
export async function findAdapter({ software, powerPreference }: AdapterOptions): Promise<FoundAdapter> {
  const found = await findGpu();
  if ('reason' in found) return found;
  const adapter = await found.gpu.requestAdapter({ powerPreference });
  if (!adapter)
    return { reason: 'there is no GPU that WebGPU can use (on Linux: libvulkan1 and a Vulkan driver, such as mesa-vulkan-drivers)' };
  const details = describeAdapter(adapter);
  if (details.software && !software) return { reason: `${details.adapter} computes on the processor, slower than the other backends` };
  return { adapter, details };
}

function describeAdapter({ info, features, limits }: GPUAdapter): WebgpuDetails {
  const names = [info.vendor, info.architecture, info.device, info.description].filter((name) => name !== '');
  const adapter = [...new Set(names)].join(', ') || 'unnamed GPU';
  const software = info.isFallbackAdapter === true || /swiftshader|llvmpipe|lavapipe|softpipe|basic render/i.test(adapter);
  return {
    adapter,
    software,
    features: [...features].sort(),
    limits: Object.fromEntries(limitNames.map((name) => [name, limits[name] as number])),
  };
}
