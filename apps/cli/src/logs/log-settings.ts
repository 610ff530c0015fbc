import { text } from '../settings/kinds.js';
import type { Setting } from '../settings/setting.js';

/** Settings of what is written about every training. */
export const logSettings = {
  logDir: {
    group: 'Output',
    description: 'folder to write curves and histograms to, for TensorBoard (tensorboard --logdir DIR) and as JSON lines',
    kind: text('dir', 'the path of a folder'),
  },
} satisfies Record<string, Setting>;
