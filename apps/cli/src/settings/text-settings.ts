import { text } from './kinds.js';
import type { Setting } from './setting.js';

const group = 'Data';
const column = text('name', 'the name of a column');

/** Which columns of a file of examples hold what. */
export const columnSettings = {
  textColumn: { group, description: 'column of the texts (default: text)', kind: column },
  labelColumn: { group, description: 'column of the labels (default: label)', kind: column },
  labelSeparator: { group, description: 'what stands between the labels of a text that has several', kind: text('text', 'a text') },
  tokensColumn: { group, description: 'column of the tokens, in JSON lines (default: tokens)', kind: column },
  tagsColumn: { group, description: 'column of the tags of the tokens, in JSON lines (default: tags)', kind: column },
} satisfies Record<string, Setting>;
