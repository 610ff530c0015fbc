import { DataError, type Labels } from '@tidegate/datasets';
import { counted } from '@tidegate/model-directory/wording';
import type { TargetOf } from '../../text/encode.js';
import type { Sample } from '../../text/open-samples.js';

/** The id of a sample's class; or where it may have several, 1 for those it has and 0 for the others. */
export function classTargets(labels: Labels, several: boolean): TargetOf {
  if (!several) return (sample: Sample) => labels.idOf(onlyLabel(sample), sample.place);
  return ({ label, labels: names = label === undefined ? [] : [label], place }: Sample) => {
    const target = new Float32Array(labels.size);
    for (const name of names) target[labels.idOf(name, place)] = 1;
    return target;
  };
}

/** @throws DataError if a sample has several labels, or none */
function onlyLabel({ label, labels = [], place }: Sample): string {
  if (label !== undefined) return label;
  const [only] = labels;
  if (only !== undefined && labels.length === 1) return only;
  throw new DataError(
    place,
    `this text has ${counted(labels.length, 'label')}, but the network gives each text one; give texts with one label`,
  );
}

/** So that all classes count alike, and the mean over the examples is 1. */
export function balancedWeights({ names }: Labels, counts: ReadonlyMap<string, number>): Float32Array {
  const total = names.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
  return Float32Array.from(names, (name) => {
    const count = counts.get(name) ?? 0;
    return count === 0 ? 1 : total / (names.length * count);
  });
}
