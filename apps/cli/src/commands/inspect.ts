import type { Model } from '@tidegate/core';
import { flagOf } from '@tidegate/model-directory/wording';
import { backendFields } from '../backends/backend-fields.js';
import { startBackend } from '../backends/start-backend.js';
import { exitCodes } from '../errors/report-failure.js';
import { UsageError } from '../errors/usage-error.js';
import { drawModel } from '../inspect/draw-model.js';
import { exampleFields, weightFields } from '../inspect/fields.js';
import type { GivenExample } from '../inspect/inspection.js';
import { weightsOf } from '../inspect/layer-weights.js';
import { measureExample } from '../inspect/measure-example.js';
import { readSettings } from '../inspect/settings.js';
import { loadModel } from '../model-directory/load-model.js';
import type { InspectOptions } from '../options/inspect-options.js';
import type { Streams } from '../process/output.js';
import { createReporter } from '../reporting/create-reporter.js';
import type { Task } from '../tasks/task.js';
import { tasks } from '../tasks/tasks.js';

export interface ModelToInspect {
  readonly directory: string;
  readonly text: string | undefined;
}

/** `tidegate inspect`: says what a trained model is made of, and what goes on in it. Returns the exit code. */
export async function inspect(
  { directory, text: argument }: ModelToInspect,
  options: InspectOptions,
  { output, errors }: Streams,
): Promise<number> {
  const { name: backend, refusals } = await startBackend(options, errors);
  const { kind, ...loaded } = await loadModel(directory, tasks);
  const { file, model } = loaded;
  try {
    const saved = { ...loaded, backend, refusals };
    const settings = await readSettings(directory);
    const example = await kind.inspection.example(saved, givenExample(argument, options, { kind, preset: file.preset }));
    const measured = example && (await measureExample(model, example));
    const description = kind.inspection.describe(saved);
    const weights = weightsOf(model as Model<never>);
    const { tidegate, model: name, config, preset, training, measuredOn, metrics } = file;
    const fields = {
      model: directory,
      ...{ preset, tidegate, network: name, config, training, measuredOn, metrics, settings },
      ...description.fields,
      ...weightFields(weights),
      ...(measured && exampleFields(measured)),
      ...backendFields({ backend, refusals }),
    };
    const width = output.stream.columns > 0 ? output.stream.columns : 80;
    const picture = { directory, file, settings, weights, facts: description.facts, measured };
    createReporter(output, options).result(fields, (colours) => drawModel(picture, width, colours));
    return exitCodes.success;
  } finally {
    model.dispose();
  }
}

/** @throws UsageError if something is given twice, or not to the right model */
function givenExample(
  argument: string | undefined,
  options: InspectOptions,
  { kind, preset }: { kind: Task; preset: string },
): GivenExample {
  const { text, label, numbers } = options;
  if (argument !== undefined && text !== undefined) throw new UsageError('--text', 'left away where TEXT is given', JSON.stringify(text));
  const flags = { text, label, numbers };
  for (const [name, value] of Object.entries({ TEXT: argument, ...flags })) {
    const { takes } = kind.inspection;
    const isTaken = takes.includes(name === 'TEXT' ? 'text' : (name as keyof GivenExample));
    if (value === undefined || isTaken) continue;
    const rule = `left away for ${preset}, which takes ${takes.map(flagOf).join(' and ')}`;
    throw new UsageError(name === 'TEXT' ? name : flagOf(name), rule, JSON.stringify(value));
  }
  const whole = argument ?? text;
  if (label !== undefined && whole === undefined) throw new UsageError('--label', 'given together with a text', JSON.stringify(label));
  return { ...(whole !== undefined && { text: whole }), ...(label !== undefined && { label }), ...(numbers && { numbers }) };
}
