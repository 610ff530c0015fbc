import { useSignal } from '@preact/signals';
import { CopyButton } from '../../controls/copy-button.js';
import { Scrolling } from '../../controls/scrolling.js';
import { quantitiesOf } from '../network/cell-kinds.js';
import type { View } from '../state/view.js';
import { gatesWords } from '../words.js';

/** Every value as a number, to be read, compared and copied. */
export function ValuesTable({ view }: { readonly view: View }) {
  const words = gatesWords();
  const isOpen = useSignal(false);
  return (
    <details onToggle={({ currentTarget }) => (isOpen.value = currentTarget.open)}>
      <summary>{words.all.title}</summary>
      {isOpen.value && <Table view={view} />}
    </details>
  );
}

function Table({ view }: { readonly view: View }) {
  const words = gatesWords();
  const columns = columnsOf(view);
  return (
    <>
      <CopyButton text={words.all.copy} content={() => asText(view)} />
      <Scrolling label={words.all.title}>
        <table class="values">
          <thead>
            <tr>
              <th scope="col">{words.step}</th>
              <th scope="col">{words.input}</th>
              {columns.map(({ title }) => (
                <th scope="col" key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.sequence.labels.map((label, step) => (
              <tr key={`${step} ${label}`} aria-current={step === view.step ? 'step' : undefined}>
                <th scope="row">{step + 1}</th>
                <td>{label}</td>
                {columns.map(({ title, valueAt }) => (
                  <td key={title}>{valueAt(step).toFixed(6)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
    </>
  );
}

/** A column for each unit of each gate and state, such as `f 2`. */
function columnsOf({ cell, units, pass }: View) {
  return quantitiesOf[cell].flatMap(({ name, letter }) =>
    Array.from({ length: units }, (_, unit) => ({
      title: `${letter} ${unit + 1}`,
      valueAt: (step: number): number => pass.values[name]?.[step]?.[unit] ?? 0,
    })),
  );
}

/** With tabs between the columns, as spreadsheets take it, and all digits. */
function asText(view: View): string {
  const columns = columnsOf(view);
  const rows = view.sequence.labels.map((label, step) => [step + 1, label, ...columns.map(({ valueAt }) => valueAt(step))]);
  return [['step', 'input', ...columns.map(({ title }) => title)], ...rows].map((row) => row.join('\t')).join('\n');
}
