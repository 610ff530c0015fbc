export { fileSource } from './file-source.js';
export { formatOf } from './format-of.js';
export { type OpenTaggedOptions, openTaggedExamples } from './open-tagged-examples.js';
export { type OpenTextOptions, openTextExamples } from './open-text-examples.js';
