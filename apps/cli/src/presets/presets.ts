import { adder } from './adder.js';
import { adderBptt } from './adder-bptt.js';
import type { Preset } from './preset.js';

/** What `tidegate train` can train. */
export const presets: readonly Preset[] = [adder, adderBptt];
