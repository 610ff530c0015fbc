import fc from 'fast-check';
import { numericType, type OnnxDataType, type OnnxNumericType, onnxDataTypes } from '../onnx/data-type.js';
import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, OnnxType, OnnxValue } from '../onnx/onnx.js';

const text = fc.string({ unit: 'binary', maxLength: 6 }).filter((text) => !/\p{Surrogate}/u.test(text));
const name = text.filter((text) => text !== '');
const numericTypes = onnxDataTypes.filter((type): type is OnnxNumericType => type !== 'STRING');
const dataType: fc.Arbitrary<OnnxDataType> = fc.constantFrom(...onnxDataTypes);
const shape = fc.array(fc.nat(3), { maxLength: 3 });

/** An absent text is the same as an empty one. */
const optional = <Key extends string>(...keys: Key[]) =>
  fc.record(Object.fromEntries(keys.map((key) => [key, name])) as Record<Key, fc.Arbitrary<string>>, { requiredKeys: [] });

/** Any bits at all, not-a-numbers included. */
const numbers = fc.tuple(fc.constantFrom(...numericTypes), shape).chain(([dataType, shape]) => {
  const { array, width } = numericType(dataType);
  const length = shape.reduce((product, size) => product * size, width * array.BYTES_PER_ELEMENT);
  return fc
    .uint8Array({ minLength: length, maxLength: length, max: dataType === 'BOOL' ? 1 : 255 })
    .map((bytes) => ({ dataType, shape, data: new array(bytes.slice().buffer) }) as OnnxTensor);
});
const texts = shape.chain((shape) => {
  const length = shape.reduce((product, size) => product * size, 1);
  return fc.array(text, { minLength: length, maxLength: length }).map((data): OnnxTensor => ({ dataType: 'STRING', shape, data }));
});
const tensor = fc.oneof(numbers, texts);

const { type } = fc.letrec<{ type: OnnxType }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small' },
    fc.record(
      {
        kind: fc.constantFrom('tensor' as const, 'sparse_tensor' as const),
        dataType,
        shape: fc.array(fc.oneof(fc.nat(), name, fc.constant(null)), { maxLength: 3 }),
      },
      { requiredKeys: ['kind', 'dataType'] },
    ),
    fc.record({ kind: fc.constantFrom('sequence' as const, 'optional' as const), element: tie('type') }),
    fc.record({ kind: fc.constant('map' as const), keyType: dataType, value: tie('type') }),
  ),
}));
const value = fc
  .tuple(fc.record({ name, type }, { requiredKeys: ['name'] }), optional('docString'))
  .map(([value, docs]): OnnxValue => ({ ...value, ...docs }));

const bigInteger = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const list = <Value>(one: fc.Arbitrary<Value>) => fc.array(one, { maxLength: 3 });
const attributeOf = <Type extends OnnxAttribute['type']>(type: Type, value: fc.Arbitrary<unknown>) =>
  fc.record({ type: fc.constant(type), value }) as fc.Arbitrary<OnnxAttribute>;

const { graph } = fc.letrec<{ graph: OnnxGraph; attribute: OnnxAttribute; node: OnnxNode }>((tie) => ({
  attribute: fc.oneof(
    { depthSize: 'small' },
    attributeOf('FLOAT', fc.float()),
    attributeOf('INT', bigInteger),
    attributeOf('STRING', text),
    attributeOf('TENSOR', tensor),
    attributeOf('TYPE_PROTO', type),
    attributeOf('FLOATS', fc.float32Array({ maxLength: 3 })),
    attributeOf(
      'INTS',
      list(bigInteger).map((values) => BigInt64Array.from(values)),
    ),
    attributeOf('STRINGS', list(text)),
    attributeOf('TENSORS', list(tensor)),
    attributeOf('TYPE_PROTOS', list(type)),
    attributeOf('GRAPH', tie('graph')),
    attributeOf('GRAPHS', fc.array(tie('graph'), { maxLength: 2 })),
  ),
  node: fc
    .tuple(
      fc.record({
        opType: name,
        inputs: list(text),
        outputs: list(text),
        attributes: fc.dictionary(name, tie('attribute'), { maxKeys: 3 }),
      }),
      optional('name', 'domain', 'docString'),
    )
    .map(([node, texts]): OnnxNode => ({ ...node, ...texts })),
  graph: fc
    .tuple(
      fc.record({
        name: text,
        nodes: fc.array(tie('node'), { maxLength: 2 }),
        inputs: list(value),
        outputs: list(value),
        initializers: fc.dictionary(name, tensor, { maxKeys: 3 }),
      }),
      optional('docString'),
      fc.option(fc.array(value, { minLength: 1, maxLength: 2 })),
    )
    .map(([graph, texts, values]): OnnxGraph => ({ ...graph, ...texts, ...(values === null ? {} : { values }) })),
}));

/** Any model that can be written, made of small parts. */
export const arbitraryModel: fc.Arbitrary<OnnxModel> = fc
  .tuple(
    fc.record({
      irVersion: fc.integer({ min: 1, max: 2 ** 40 }),
      operatorSets: fc.array(fc.record({ domain: text, version: fc.integer({ min: 1 }) }), { minLength: 1, maxLength: 2 }),
      graph,
      metadata: fc.dictionary(text, text, { maxKeys: 2 }),
    }),
    optional('producerName', 'producerVersion', 'domain', 'docString'),
    fc.option(fc.integer({ min: 1 })),
  )
  .map(([model, texts, modelVersion]): OnnxModel => ({ ...model, ...texts, ...(modelVersion === null ? {} : { modelVersion }) }));
