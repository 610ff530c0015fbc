import { fromPytorchStateDict, type Weights } from '@tidegate/cells';
import type { Model } from '@tidegate/core';
import { pytorchClasses, recurrentOptions } from '@tidegate/model-directory';
import { pythonReader } from './python-readers.js';
import { recurrentPrefixes } from './weight-names.js';

export interface PythonModuleOptions {
  /** The name of the safetensors file, which is looked for beside the module. */
  readonly weightsName: string;
  /** The version of Tidegate that writes it. */
  readonly version: string;
}

/**
 * A module of Python, as text: an `nn.Module` that has the names of the `state_dict` and computes the logits that our model does, and a
 * function `load`. It needs `torch` and `safetensors`.
 *
 * @param stateDict as `toStateDict` gives it
 */
export function pythonModule(model: Pick<Model<never>, 'name' | 'config'>, stateDict: Weights, options: PythonModuleOptions): string {
  const { weightsName, version } = options;
  const shapes = Object.fromEntries(Object.entries(stateDict).map(([name, { shape }]) => [name, shape]));
  const reader = pythonReader(model, shapes);
  const embedding = shapes['embedding.weight'];
  const input = embedding ? 'ids' : 'inputs';
  const className = model.name.replace(/^./, (letter) => letter.toUpperCase());
  return `"""${className} in PyTorch, as Tidegate ${version} exported it${weightsClause(weightsName)}"""
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class ${className}(nn.Module):
    def __init__(self):
        super().__init__()
${embedding ? `        self.embedding = nn.Embedding(${embedding.join(', ')})\n` : ''}        self.rnn = ${recurrentModule(model, stateDict)}
${reader.modules.map((line) => `        ${line}`).join('\n')}

    def forward(self, ${input}, lengths=None):
        """Logits ${reader.logits}.

        ${embedding ? 'ids: [batch, time], int64' : `inputs: [batch, time, ${shapes['rnn.weight_ih_l0']?.[1]}]`}
        lengths: [batch], int64: real steps of each sequence, padding on the right; all steps are real if absent
        """
        time = ${input}.shape[1]
        if lengths is None:
            lengths = torch.full([len(${input})], time, device=${input}.device)
        lengths = lengths.to(${input}.device)
        real = torch.arange(time, device=lengths.device) < lengths[:, None]
${embedding ? '        inputs = self.embedding(ids)\n' : ''}        packed = pack_padded_sequence(inputs, lengths.clamp(min=1).cpu(), batch_first=True, enforce_sorted=False)
        outputs, _ = pad_packed_sequence(self.rnn(packed)[0], batch_first=True, total_length=time)
        outputs = outputs * real[:, :, None]
${reader.read.map((line) => `        ${line}`).join('\n')}


def load(path=Path(__file__).parent / ${JSON.stringify(weightsName)}):
    """The model with its weights, ready to predict."""
    model = ${className}()
    weights = load_file(path)
${'head.weight' in shapes ? '' : "    weights['head.weight'] = weights['embedding.weight']\n"}    model.load_state_dict(weights)
    return model.eval()
`;
}

/** The end of the line that a module begins with, by which it is known which weights it belongs to. */
export function weightsClause(weightsName: string): string {
  // Escapes of JSON are escapes of Python.
  return `: the weights are in ${JSON.stringify(weightsName).slice(1, -1)} beside this file.`;
}

function recurrentModule(model: Pick<Model<never>, 'name' | 'config'>, stateDict: Weights): string {
  const { module } = fromPytorchStateDict(stateDict, { prefix: recurrentPrefixes.pytorch });
  const { activation } = recurrentOptions(model);
  const options = [
    ...[module.inputSize, module.hiddenSize, module.layers],
    ...(module.cell === 'rnn' && activation === 'relu' ? ['nonlinearity="relu"'] : []),
    ...(module.useBias ? [] : ['bias=False']),
    'batch_first=True',
    ...(module.bidirectional ? ['bidirectional=True'] : []),
    ...(module.projection === undefined ? [] : [`proj_size=${module.projection}`]),
  ];
  return `nn.${pytorchClasses[module.cell]}(${options.join(', ')})`;
}
