import type { PageName } from '../shell/pages.js';
import type { ModelFiles } from './model-files.js';

/** The page that each network belongs to, by its name in `config.json`. */
const pages: Readonly<Record<string, PageName>> = {
  sequenceTagger: 'addition',
  textRnn: 'classify',
  rcnn: 'classify',
  languageModel: 'write',
};

/** The page that can open a model; nothing where no page can, or the file says nothing of it. */
export function pageOfModel({ 'config.json': config }: ModelFiles): PageName | undefined {
  try {
    const { model } = JSON.parse(new TextDecoder().decode(config)) as { readonly model?: unknown };
    return typeof model === 'string' && Object.hasOwn(pages, model) ? pages[model] : undefined;
  } catch {
    // What is wrong with it, those say who open it.
    return undefined;
  }
}
