import { assertInteger } from '@tidegate/core';
import { assertOptions, type OptionNames } from '../config/assert-options.js';
import { assertDenseHeadConfig, type DenseHeadConfig, denseHeadOptions } from '../dense-head/dense-head.js';
import { assertRecurrentEncoderConfig, type RecurrentEncoderConfig, recurrentEncoderOptions } from '../recurrent-encoder/config.js';

/** Everything that shapes a sequence tagger; plain JSON. */
export type SequenceTaggerConfig = RecurrentEncoderConfig &
  DenseHeadConfig & {
    /** Features at each step. */
    readonly inputSize: number;
  };

const options: OptionNames<SequenceTaggerConfig> = { ...recurrentEncoderOptions, ...denseHeadOptions, inputSize: true };

/** @throws ArgumentError if an option is unknown, a value is out of its range, or an option does not go with the others */
export function assertSequenceTaggerConfig(config: SequenceTaggerConfig): void {
  const caller = 'sequenceTagger';
  assertOptions(caller, config, options);
  assertInteger(caller, 'inputSize', config.inputSize, 1);
  assertRecurrentEncoderConfig(caller, config);
  assertDenseHeadConfig(caller, config);
}
