import shared from '@tidegate/vitest';
import { defineProject, mergeConfig } from 'vitest/config';
import { writeExamples } from './src/write-examples.mjs';

writeExamples();

export default mergeConfig(
  shared,
  // A page may train a small network.
  defineProject({ test: { include: ['.examples/**/*.test.ts'], testTimeout: 120_000 } }),
);
