import { mergeConfig } from 'vitest/config';
import project from './project.js';

/**
 * Tests whose files run one after another in a process, which loads TensorFlow.js and the packages once: half of what they cost is that.
 * Each file must choose its backend, and leave what all share as it found it: backends, kernels, globals. `npm run test:long` gives each
 * file a process of its own, so that none passes only because of what another left.
 */
export default mergeConfig(project, { test: { isolate: process.env.TIDEGATE_LONG === '1' } });
