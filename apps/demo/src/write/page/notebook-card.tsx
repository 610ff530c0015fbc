import { Card } from '../../controls/card.js';
import { formatNumber } from '../../language/language.js';
import { languageOfText } from '../language-of-text.js';
import { isOpened, notebook, settings } from '../state/state.js';
import { writeWords } from '../words.js';

/** What the network wrote on its way, the newest on top. */
export function NotebookCard() {
  const words = writeWords();
  if (isOpened.value) return null;
  return (
    <Card title={words.notebook}>
      <p class="hint">{words.notebookHint}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it with the arrow keys */}
      <section class="notebook" tabIndex={0} aria-label={words.entries}>
        <ol reversed>
          {notebook.value.toReversed().map(({ step, temperature, text }) => (
            <li key={step}>
              <h3>{words.entry(formatNumber(step), formatNumber(temperature))}</h3>
              <p class="written-plain" lang={languageOfText(settings.value.text)}>
                {text.trim()}
              </p>
            </li>
          ))}
        </ol>
      </section>
    </Card>
  );
}
