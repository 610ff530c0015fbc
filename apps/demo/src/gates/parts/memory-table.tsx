import { useSignal } from '@preact/signals';
import { Scrolling } from '../../controls/scrolling.js';
import { memoryWords } from '../memory-words.js';
import type { ComparedMemories } from '../state/remembering-state.js';

/** Every norm as a number. */
export function MemoryTable({ compared: { request, norms } }: { readonly compared: ComparedMemories }) {
  const words = memoryWords();
  const isOpen = useSignal(false);
  const columns = [
    { title: words.curves.rnn, values: norms.rnn.h },
    { title: words.curves.gru, values: norms.gru.h },
    { title: words.curves.lstm, values: norms.lstm.h },
    { title: words.curves.lstmCell, values: norms.lstm.c ?? [] },
  ];
  return (
    <details onToggle={({ currentTarget }) => (isOpen.value = currentTarget.open)}>
      <summary>{words.all}</summary>
      {isOpen.value && (
        <Scrolling label={words.all}>
          <table class="values">
            <thead>
              <tr>
                <th scope="col">{words.step}</th>
                {columns.map(({ title }) => (
                  <th scope="col" key={title}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: request.steps }, (_, step) => (
                <tr key={step}>
                  <th scope="row">{step + 1}</th>
                  {columns.map(({ title, values }) => (
                    <td key={title}>{(values[step] ?? 0).toExponential(6)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )}
    </details>
  );
}
