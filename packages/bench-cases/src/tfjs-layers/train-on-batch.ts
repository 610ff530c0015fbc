import '@tidegate/tfjs-gradients';
import { type Tensor, train } from '@tensorflow/tfjs-core';
import { model as createModel, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { TrainingSteps } from '../training-steps.js';

export interface TfjsLayersTraining {
  /** Where the network begins and where it ends. */
  readonly inputs: SymbolicTensor;
  readonly outputs: SymbolicTensor;
  /** As `LayersModel.compile` names it. */
  readonly loss: string;
  readonly learningRate: number;
  /** What it is trained on, the same at every step; owned. */
  readonly batch: { readonly inputs: Tensor; readonly targets: Tensor };
}

/** Training of a tfjs-layers model with Adam that goes on by one whole step at a time. */
export function trainOnBatch({ inputs, outputs, loss, learningRate, batch }: TfjsLayersTraining): TrainingSteps {
  const model = createModel({ inputs, outputs });
  const optimizer = train.adam(learningRate);
  model.compile({ optimizer, loss });
  return {
    // Without metrics there is one number: the loss.
    step: async () => (await model.trainOnBatch(batch.inputs, batch.targets)) as number,
    async dispose() {
      model.dispose();
      optimizer.dispose();
      batch.inputs.dispose();
      batch.targets.dispose();
    },
  };
}
