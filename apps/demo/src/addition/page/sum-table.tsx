import type { ComponentChildren } from 'preact';
import { Scrolling } from '../../controls/scrolling.js';
import { formatNumber } from '../../language/language.js';
import type { SumColumn, SumTrace } from '../api.js';
import { lookWords } from '../words.js';
import { likelyBit } from './sum-answer.js';
import { Verdict } from './verdict.js';

type RowName = 'carry' | 'first' | 'second' | 'sum' | 'probability' | 'predicted';

const cellOf: Readonly<Record<RowName, (column: SumColumn) => ComponentChildren>> = {
  carry: ({ carryIn }) => <span class={carryIn ? 'carried' : 'nothing'}>{carryIn}</span>,
  first: ({ first }) => first,
  second: ({ second }) => second,
  sum: ({ sum }) => sum,
  probability: ({ probability }) => <Probability value={probability} />,
  predicted: ({ probability, sum }) => (
    <>
      {likelyBit(probability)} <Verdict short isRight={likelyBit(probability) === sum} />
    </>
  ),
};

/** A sum as on paper, the least significant place on the right, and below it what the network holds likely. */
export function SumTable({ trace: { columns } }: { readonly trace: SumTrace }) {
  const words = lookWords();
  const fromLeft = columns.map((column, step) => ({ column, place: 2 ** step })).reverse();
  return (
    <Scrolling fromRight label={words.tableLabel}>
      <table class="sum">
        <thead>
          <tr>
            <th scope="row">{words.place}</th>
            {fromLeft.map(({ place }) => (
              <th key={place} scope="col">
                {formatNumber(place)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(Object.keys(cellOf) as RowName[]).map((name) => (
            <tr key={name} class={`row-${name}`}>
              <th scope="row">{words.rows[name]}</th>
              {fromLeft.map(({ column, place }) => (
                <td key={place}>{cellOf[name](column)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

function Probability({ value }: { readonly value: number }) {
  return (
    <span class="probability">
      <span class="probability-bar" aria-hidden="true">
        <span style={{ height: `${(100 * value).toFixed(1)}%` }} />
      </span>
      {formatNumber(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
    </span>
  );
}
