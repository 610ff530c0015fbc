import { allCases } from '@tidegate/bench-cases';
import { exchangeFormats } from '../exchange/formats.js';

export const trainHelp = `
The options of a preset, and what they are by default: tidegate train PRESET --help
With several processes: mpirun -n 4 tidegate train PRESET ... --distributed mpi

Examples:
  tidegate train adder --out adder-model
  tidegate train textrnn --data train.tsv --test test.tsv --out model
  tidegate train charlm --data input.txt --out writer
  tidegate train --config model/run.json --seed 1 --out model-1
  tidegate train charlm --data input.txt --out writer --checkpoint-every 500 --log-dir logs
  tidegate train --resume writer`;

export const evaluateHelp = `
Processes that mpirun starts test together with --distributed mpi: each measures a part, and the first prints the figures of all.

Examples:
  tidegate evaluate model --data test.tsv
  tidegate evaluate model --data test.csv --text-column question --json
  tidegate evaluate adder-model --bits 16`;

export const predictHelp = `
Processes that mpirun starts answer a file together with --data FILE --distributed mpi: the first writes all answers, in the order of the file.

Examples:
  tidegate predict model "How far is it from Denver to Aspen ?"
  tidegate predict model --all "What is an atom ?"
  tidegate predict model --json < questions.txt
  tidegate predict model --data questions.txt`;

export const generateHelp = `
Examples:
  tidegate generate writer --prompt "ROMEO:" --length 500
  tidegate generate writer --temperature 0.5 --top-k 10 --seed 7
  tidegate generate writer --samples 10 --json > samples.jsonl`;

export const inspectHelp = `
Examples:
  tidegate inspect model
  tidegate inspect model "How far is it from Denver to Aspen ?" --label NUM
  tidegate inspect adder-model --numbers 5,9
  tidegate inspect writer "ROMEO: what light" --json > writer.json`;

export const exportHelp = `
Formats:
${exchangeFormats.map(({ name, description }) => `  ${name.padEnd(14)}${description}`).join('\n')}

Examples:
  tidegate export model --format onnx --out network.onnx
  tidegate export model --format pytorch --out network.safetensors
  tidegate export model --format safetensors --out whole-model.safetensors --json`;

export const importHelp = `
Examples:
  tidegate import whole-model.safetensors --out model-again
  tidegate import model.onnx --out model-from-onnx
  tidegate import learned-in-python.safetensors --like model --out model-from-python`;

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

export const completionHelp = `
In the file that the shell reads when it starts:
  bash  ~/.bashrc                   source <(tidegate completion bash)
  zsh   ~/.zshrc, behind compinit   source <(tidegate completion zsh)
  fish  ~/.config/fish/config.fish  tidegate completion fish | source

Examples:
  tidegate completion bash > tidegate.bash
  tidegate completion zsh > _tidegate
  tidegate completion fish > tidegate.fish`;

export const programHelp = `
Examples:
  tidegate train textrnn --data train.tsv --test test.tsv --out model
  tidegate predict model "What is an atom ?"
  tidegate train --help`;
