import type { ExplainedText } from '../run/network.js';
import { classifyWords } from '../words.js';
import { shownNumber } from './word-strip.js';

/** The same numbers as the colours, the largest first. */
export function ContributionList({ found: { tokens, contributions } }: { readonly found: ExplainedText }) {
  const words = classifyWords();
  const rows = tokens
    .map(({ text }, place) => ({ text, place, value: contributions[place] ?? 0 }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  return (
    <details>
      <summary>{words.asList}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.token}</th>
            <th scope="col" class="number">
              {words.adds}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ text, place, value }) => (
            <tr key={place}>
              <th scope="row">{text.trim() === '' ? words.space : text}</th>
              <td class="number">{shownNumber(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
