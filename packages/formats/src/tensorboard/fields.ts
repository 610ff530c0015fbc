/**
 * The numbers of the fields in use, from TensorBoard's event.proto, summary.proto, tensor.proto and tensor_shape.proto
 * (https://github.com/tensorflow/tensorboard/tree/master/tensorboard/compat/proto).
 */
export const eventFields = { wallTime: 1, step: 2, fileVersion: 3, summary: 5, sessionLog: 7 } as const;
export const summaryFields = { value: 1 } as const;
export const sessionFields = { status: 1 } as const;
export const valueFields = { tag: 1, simpleValue: 2, tensor: 8, metadata: 9 } as const;
export const metadataFields = { pluginData: 1, dataClass: 4 } as const;
export const pluginDataFields = { pluginName: 1 } as const;
export const tensorFields = { type: 1, shape: 2, content: 4, floats: 5, doubles: 6 } as const;
export const shapeFields = { dimension: 2 } as const;
export const dimensionFields = { size: 1 } as const;

export const tensorTypes = { float: 1, double: 2 } as const;
export const dataClasses = { scalar: 1, tensor: 2 } as const;
export const sessionStatuses = { start: 1 } as const;
export const pluginNames = { scalar: 'scalars', histogram: 'histograms' } as const;

/** The first event of a file names the format, and nothing else does. */
export const fileVersion = 'brain.Event:2';
