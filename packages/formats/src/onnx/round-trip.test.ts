import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../errors/format-error.js';
import { arbitraryModel } from '../testing/arbitrary-onnx-model.js';
import { numericType } from './data-type.js';
import { decodeOnnx } from './decode/decode-onnx.js';
import { encodeOnnx } from './encode/encode-onnx.js';
import type { OnnxModel } from './onnx.js';

/** A model with its dictionaries as plain objects and its arrays as bits, so that not-a-numbers can be compared. */
function comparable(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return [value.constructor.name, ...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)];
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([key, inner]) => [key, comparable(inner)]));
}

function expectSizesToFit({ graph }: OnnxModel): void {
  for (const { dataType, shape, data } of Object.values(graph.initializers)) {
    const width = dataType === 'STRING' ? 1 : numericType(dataType).width;
    expect(data.length).toBe(shape.reduce((product, size) => product * size, width));
  }
}

describe('ONNX models', () => {
  it('come back as they were, whatever they hold', () => {
    fc.assert(
      fc.property(arbitraryModel, (model) => {
        const bytes = encodeOnnx(model);
        const decoded = decodeOnnx(bytes);
        expect(comparable(decoded)).toEqual(comparable(model));
        expect(encodeOnnx(decoded)).toEqual(bytes);
      }),
    );
  });

  it('are read or refused with a FormatError when bytes change or are missing', () => {
    // Unbiased: otherwise most of them would meet the first bytes.
    const mutation = fc.noBias(fc.record({ position: fc.nat(), bit: fc.nat(7) }));
    const outcomes = { read: 0, refused: 0 };
    fc.assert(
      fc.property(
        arbitraryModel,
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(0, 0, 0, 1, 5),
        (model, mutations, cut) => {
          const bytes = encodeOnnx(model);
          for (const { position, bit } of mutations) bytes[position % bytes.length]! ^= 1 << bit;
          try {
            expectSizesToFit(decodeOnnx(bytes.subarray(0, bytes.length - cut)));
            outcomes.read++;
          } catch (error) {
            expect(error).toBeInstanceOf(FormatError);
            outcomes.refused++;
          }
        },
      ),
      { numRuns: 500 },
    );
    // Both must happen, or the other half of this test says nothing.
    expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(20);
  });
});
