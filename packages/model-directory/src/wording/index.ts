/** How figures, options and values are written in model cards, in errors, and by the command that says the same. */
export { bytes, count, counted, loss, percent } from './figures.js';
export { flagOf } from './flag-of.js';
export { jsonText } from './json-text.js';
export { shellWord } from './shell-word.js';
