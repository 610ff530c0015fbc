import { useState } from 'preact/hooks';
import { Button } from '../../controls/button.js';
import { Card } from '../../controls/card.js';
import { FigureRow } from '../../controls/figure-row.js';
import { Message } from '../../controls/message.js';
import { NumberField } from '../../controls/number-field.js';
import { formatNumber } from '../../language/language.js';
import { fits, type Operands } from '../settings.js';
import { lookWords } from '../words.js';
import type { Session } from './session.js';
import { answerOf } from './sum-answer.js';
import { SumTable } from './sum-table.js';
import { Verdict } from './verdict.js';

/** Two numbers of the visitor's, added by the network bit by bit while it learns. */
export function OwnSum({ session: { settings, operands, trace, add } }: { readonly session: Session }) {
  const words = lookWords();
  /** What was typed and does not fit. */
  const [refused, setRefused] = useState<Operands>();
  const { bits } = settings.value;
  const most = 2 ** bits - 1;
  const shown = refused ?? operands.value;
  const change = (changed: Partial<Operands>): void => {
    const asked = { ...shown, ...changed };
    const isFit = fits(asked, bits);
    setRefused(isFit ? undefined : asked);
    if (isFit) add(asked);
  };
  const found = trace.value;
  const sum = found && found.first + found.second;
  return (
    <Card title={words.own} wide>
      <div class="toolbar">
        <NumberField label={words.first} value={shown.first} least={0} most={most} onChange={(first) => change({ first })} />
        <NumberField label={words.second} value={shown.second} least={0} most={most} onChange={(second) => change({ second })} />
        <Button onClick={() => change(anySum(bits))}>{words.another}</Button>
      </div>
      {refused && !fits(refused, bits) && (
        <Message>{words.tooLarge(formatNumber(refused.first + refused.second), formatNumber(most))}</Message>
      )}
      {found && sum !== undefined && (
        <>
          <FigureRow
            figures={[
              { name: `${formatNumber(found.first)} + ${formatNumber(found.second)}`, value: formatNumber(sum) },
              {
                name: words.answer,
                value: (
                  <>
                    {formatNumber(answerOf(found))} <Verdict isRight={answerOf(found) === sum} />
                  </>
                ),
              },
            ]}
          />
          <SumTable trace={found} />
          <p class="hint">{words.ownHint}</p>
        </>
      )}
    </Card>
  );
}

/** As the network meets them in training: both numbers below half of the largest sum. */
function anySum(bits: number): Operands {
  const any = (): number => Math.floor(Math.random() * 2 ** (bits - 1));
  return { first: any(), second: any() };
}
