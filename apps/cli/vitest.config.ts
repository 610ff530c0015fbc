import shared from '@tidegate/vitest';
import { defineProject, mergeConfig } from 'vitest/config';

// What a test expects must not hang on the GPU of the machine; those of the choice choose by themselves.
export default mergeConfig(shared, defineProject({ test: { env: { TIDEGATE_BACKEND: 'wasm' } } }));
