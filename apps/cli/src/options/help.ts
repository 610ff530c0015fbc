import { allCases } from '../bench/cases/all-cases.js';

export const trainHelp = `
The options of a preset, and what they are by default: tidegate train PRESET --help

Examples:
  tidegate train adder --out adder-model
  tidegate train adder --help
  tidegate train --config adder-model/run.json --seed 1`;

export const evaluateHelp = `
Examples:
  tidegate evaluate adder-model --bits 16
  tidegate evaluate adder-model --bits 32 --pairs 100000 --json`;

export const benchHelp = `
Cases, each a training step from the batch to the loss that is read back:
${allCases.map(({ name, description }) => `  ${name.padEnd(16)}${description}`).join('\n')}

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
