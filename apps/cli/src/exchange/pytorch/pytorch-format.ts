import { basename, dirname, join } from 'node:path';
import { readWeights } from '@tidegate/cells';
import { encodeSafetensors, writeFloats } from '@tidegate/formats';
import { obstacleToPytorch, pytorchClasses, recurrentOptions } from '@tidegate/model-directory';
import { UsageError } from '../../errors/usage-error.js';
import { version } from '../../version.js';
import { describeModel } from '../description.js';
import type { ExchangeFormat } from '../exchange-format.js';
import { assertOwnModule } from './assert-own-module.js';
import { pythonModule } from './python-module.js';
import { moduleNameOf } from './python-names.js';
import { toStateDict } from './state-dict.js';

const ending = '.safetensors';

/** A `state_dict`, and beside it a module of Python that loads it. */
export const pytorchFormat: ExchangeFormat = {
  name: 'pytorch',
  ending,
  description: 'weights by the names of PyTorch, and a Python module that runs them',
  async write({ model, ...source }, path) {
    const options = recurrentOptions(model);
    const obstacle = obstacleToPytorch(options);
    if (obstacle !== undefined) {
      const rule = `another one for a model with ${obstacle}, which torch.nn.${pytorchClasses[options.cell]} has not`;
      throw new UsageError('--format', rule, 'pytorch');
    }
    const stateDict = toStateDict(model, await readWeights(model.parameters));
    const weightsName = basename(path);
    const modulePath = join(dirname(path), `${moduleNameOf(basename(path, ending))}.py`);
    await assertOwnModule(modulePath, weightsName);
    return new Map<string, Uint8Array | string>([
      // `format: pt` is what libraries of Python look for.
      [path, encodeSafetensors(writeFloats(stateDict), { format: 'pt', ...describeModel(source) })],
      [modulePath, pythonModule(model, stateDict, { weightsName, version })],
    ]);
  },
};
