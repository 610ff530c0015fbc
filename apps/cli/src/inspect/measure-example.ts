import { dispose, keep, type Scalar } from '@tensorflow/tfjs-core';
import type { Model } from '@tidegate/core';
import { modelGates, type RecurrentEncoderConfig } from '@tidegate/models';
import { type GradientThroughTime, gradientThroughTime } from '@tidegate/training';
import { gateRange } from './gate-range.js';
import { type GateStatistics, gateStatistics } from './gate-statistics.js';
import type { Example } from './inspection.js';
import { splitPath } from './layer-weights.js';

/** What a model did with an example. */
export interface Measured extends Pick<Example, 'steps' | 'unknown' | 'leftOut' | 'asks'> {
  readonly loss: number;
  /** By path, such as `encoder/0/forward/update`. */
  readonly gates: Readonly<Record<string, GateStatistics>>;
  /** By path, such as `encoder/0/forward/h`. */
  readonly gradient: GradientThroughTime;
}

type Batch = Example['batch'];

/** Runs a model on an example, whose tensors it disposes of. */
export async function measureExample(model: Model<never>, { batch, loss, ...example }: Example): Promise<Measured> {
  const kept: Scalar[] = [];
  try {
    const measured = model as unknown as Model<Batch>;
    const gradient = await gradientThroughTime({
      model: measured,
      batch,
      loss: (logits) => {
        const last = loss(logits);
        kept.push(keep(last.clone()));
        return last;
      },
    });
    const [value] = await (kept[0] as Scalar).data();
    return { ...example, loss: value as number, gates: await gatesOf(measured, batch), gradient };
  } finally {
    dispose([batch, kept]);
  }
}

async function gatesOf(model: Model<Batch>, batch: Batch): Promise<Measured['gates']> {
  const gates = modelGates(model, batch);
  try {
    const statistics: Record<string, GateStatistics> = {};
    for (const [path, values] of Object.entries(gates)) {
      const [, gate] = splitPath(path);
      statistics[path] = gateStatistics(await values.data(), gateRange(gate, model.config as unknown as RecurrentEncoderConfig));
    }
    return statistics;
  } finally {
    dispose(gates);
  }
}
