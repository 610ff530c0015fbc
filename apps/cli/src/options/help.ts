import { allCases } from '../bench/cases/all-cases.js';
import type { Preset } from '../presets/preset.js';
import { presets } from '../presets/presets.js';

const indent = ' '.repeat(14);

function describePreset({ name, summary, network, bits, batchSize, steps, optimizer, learningRate, logEvery }: Preset): string {
  const { cell, hiddenSize, layers } = network;
  return `  ${name.padEnd(12)}${summary}
${indent}--cell ${cell} --units ${hiddenSize} --layers ${layers} --bits ${bits} --batch-size ${batchSize} --steps ${steps}
${indent}--optimizer ${optimizer} --learning-rate ${learningRate} --log-every ${logEvery}`;
}

export const trainHelp = `
Presets, and the options that they stand for:
${presets.map(describePreset).join('\n')}

Examples:
  tidegate train adder
  tidegate train adder --cell gru --units 32 --seed 7 --out gru-adder
  tidegate train adder-bptt --json > run.jsonl`;

export const evaluateHelp = `
Examples:
  tidegate evaluate adder-model --bits 16
  tidegate evaluate adder-model --bits 32 --pairs 100000 --json`;

export const benchHelp = `
Cases, each a training step from the batch to the loss that is read back:
${allCases.map(({ name, description }) => `  ${name.padEnd(14)}${description}`).join('\n')}

Examples:
  tidegate bench
  tidegate bench --cases adder,charlm-gru --steps 20 --json`;

export const doctorHelp = `
Examples:
  tidegate doctor
  tidegate doctor --json`;

export const programHelp = `
Examples:
  tidegate train adder --out adder-model
  tidegate evaluate adder-model --bits 16
  tidegate train --help`;
