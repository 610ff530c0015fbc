import { assertInteger } from '@tidegate/core';
import { assertDenseHeadConfig, type DenseHeadConfig } from '../dense-head/dense-head.js';
import { assertRecurrentEncoderConfig, type RecurrentEncoderConfig } from '../recurrent-encoder/config.js';

/** Everything that shapes a sequence tagger; plain JSON. */
export type SequenceTaggerConfig = RecurrentEncoderConfig &
  DenseHeadConfig & {
    /** Features at each step. */
    readonly inputSize: number;
  };

/** @throws ArgumentError if a value is out of its range */
export function assertSequenceTaggerConfig(config: SequenceTaggerConfig): void {
  const caller = 'sequenceTagger';
  assertInteger(caller, 'inputSize', config.inputSize, 1);
  assertRecurrentEncoderConfig(caller, config);
  assertDenseHeadConfig(caller, config);
}
