import { TidegateError } from '@tidegate/core';
import { createLabels, type Labels, parseVocabulary, tokenizerKinds, type Vocabulary } from '@tidegate/datasets';
import * as v from 'valibot';

const vocabularyName = 'vocabulary.json';
const labelsName = 'labels.json';

export const tokenizerConfig = v.strictObject({ kind: v.picklist(tokenizerKinds), lowercase: v.exactOptional(v.boolean()) });

/** The files of a model of text beside its weights. */
export function partsOf({
  vocabulary,
  labels,
}: {
  readonly vocabulary?: Pick<Vocabulary, 'toJSON'>;
  readonly labels?: Pick<Labels, 'toJSON'>;
}): Record<string, string> {
  return {
    ...(vocabulary && { [vocabularyName]: `${JSON.stringify(vocabulary.toJSON(), null, 1)}\n` }),
    ...(labels && { [labelsName]: `${JSON.stringify(labels.toJSON(), null, 1)}\n` }),
  };
}

/** @throws TidegateError if the part is missing, or is no vocabulary */
export function vocabularyIn(parts: Readonly<Record<string, string>>): Vocabulary {
  return parseVocabulary(jsonOf(parts, vocabularyName), vocabularyName);
}

/** @throws TidegateError if the part is missing, or is no list of labels */
export function labelsIn(parts: Readonly<Record<string, string>>): Labels {
  return createLabels(jsonOf(parts, labelsName) as string[]);
}

function jsonOf(parts: Readonly<Record<string, string>>, name: string): unknown {
  const { [name]: text } = parts;
  if (text === undefined) throw new TidegateError(`${name} is not among its parts`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TidegateError(`${name} is not JSON`, { cause });
  }
}
