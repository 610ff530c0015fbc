import { CopyButton } from '../controls/copy-button.js';
import { controlWords } from '../controls/words.js';

/**
 * Copies the address of the page, which holds its settings.
 *
 * @param before brings the address up to date where it follows the settings with a delay
 */
export function CopyLink({ before }: { readonly before?: () => void }) {
  const content = (): string => {
    before?.();
    return location.href;
  };
  return <CopyButton text={controlWords().copyLink} content={content} />;
}
