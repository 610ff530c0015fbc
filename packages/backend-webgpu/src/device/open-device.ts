/** What large tensors need more of than the standard's least; all else stays at that, so that no kernel counts on more. */
const wanted = ['maxBufferSize', 'maxStorageBufferBindingSize', 'maxComputeWorkgroupsPerDimension'] as const;

/** Opens a device with what the adapter has of memory, and with the standard's least of everything else. */
export function openDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const requiredLimits = Object.fromEntries(wanted.map((name) => [name, adapter.limits[name]]));
  return adapter.requestDevice({ label: 'tidegate', requiredLimits });
}
