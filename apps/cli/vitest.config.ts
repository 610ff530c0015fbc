import { onDawn } from '@tidegate/vitest/webgpu';
import { defineProject, mergeConfig } from 'vitest/config';

// What a test expects must not hang on the GPU of the machine: a test that is for one names it, and finds one in software.
export default mergeConfig(onDawn({ setupFiles: [] }), defineProject({ test: { env: { TIDEGATE_BACKEND: 'wasm' } } }));
