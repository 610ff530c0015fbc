import { Bus, Figure, GateBox, Meeting, Wire } from './drawing-marks.js';
import type { DrawingProps } from './drawing-values.js';

/** The cell state runs along the top; gates below decide what stays of it, what comes in and what is shown. */
export function LstmDrawing({ values: { now, before }, chosen }: DrawingProps) {
  const kept = now('forget') * before('cell');
  const taken = now('input') * now('candidate');
  const squashed = Math.tanh(now('cell'));
  return (
    <>
      <Bus d="M12 240H256M84 240V206M146 240V206M204 240V206M256 240V206" />
      <Wire d="M12 44H73" value={before('cell')} />
      <Wire d="M95 44H193" value={kept} />
      <Wire d="M215 44H348" value={now('cell')} chosen={chosen === 'cell'} />
      <Wire d="M84 174V55" value={now('forget')} gate chosen={chosen === 'forget'} />
      <Wire d="M146 174V104H193" value={now('input')} gate chosen={chosen === 'input'} />
      <Wire d="M204 174V115" value={now('candidate')} chosen={chosen === 'candidate'} />
      <Wire d="M204 93V55" value={taken} />
      <Wire d="M290 44V76" value={now('cell')} />
      <Wire d="M290 100V134" value={squashed} />
      <Wire d="M256 174V145H279" value={now('output')} gate chosen={chosen === 'output'} />
      <Wire d="M301 145H348" value={now('hidden')} chosen={chosen === 'hidden'} />
      <Meeting x={84} y={44} sign="×" />
      <Meeting x={204} y={44} sign="+" />
      <Meeting x={204} y={104} sign="×" />
      <Meeting x={290} y={145} sign="×" />
      <g class="tanh">
        <rect x={268} y={76} width={44} height={24} rx={12} />
        <text x={290} y={92}>
          tanh
        </text>
      </g>
      <GateBox x={84} y={190} letter="f" name="forget" squash="σ" chosen={chosen} />
      <GateBox x={146} y={190} letter="i" name="input" squash="σ" chosen={chosen} />
      <GateBox x={204} y={190} letter="g" name="candidate" squash="tanh" chosen={chosen} />
      <GateBox x={256} y={190} letter="o" name="output" squash="σ" chosen={chosen} />
      <Figure x={12} y={30} name="c" value={before('cell')} />
      <Figure x={112} y={30} name="f c" value={kept} />
      <Figure x={348} y={30} name="c′" value={now('cell')} end />
      <Figure x={76} y={120} value={now('forget')} end />
      <Figure x={138} y={140} value={now('input')} end />
      <Figure x={212} y={150} value={now('candidate')} />
      <Figure x={212} y={80} name="i g" value={taken} />
      <Figure x={248} y={168} value={now('output')} end />
      <Figure x={348} y={132} name="h′" value={now('hidden')} end />
      <text class="figure" x={12} y={256}>
        x, h
      </text>
    </>
  );
}
