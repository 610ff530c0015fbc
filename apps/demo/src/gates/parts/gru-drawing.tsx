import { Bus, Figure, GateBox, Meeting, Wire } from './drawing-marks.js';
import type { DrawingProps } from './drawing-values.js';

/** The state runs along the top; the update gate decides how much of it stays, and the rest is the candidate's. */
export function GruDrawing({ values: { now, before }, chosen }: DrawingProps) {
  const kept = now('update') * before('hidden');
  const taken = (1 - now('update')) * now('candidate');
  return (
    <>
      <Bus d="M12 240H250M60 240V206M130 240V206M196 240V201M250 240V206M207 190H231" />
      <Wire d="M12 44H119" value={before('hidden')} />
      <Wire d="M141 44H239" value={kept} />
      <Wire d="M261 44H348" value={now('hidden')} chosen={chosen === 'hidden'} />
      <Wire d="M130 174V55" value={now('update')} gate chosen={chosen === 'update'} />
      <Wire d="M130 104H239" value={1 - now('update')} gate />
      <Wire d="M250 174V115" value={now('candidate')} chosen={chosen === 'candidate'} />
      <Wire d="M250 93V55" value={taken} />
      <Wire d="M60 174V148H196V179" value={now('reset')} gate chosen={chosen === 'reset'} />
      <Meeting x={130} y={44} sign="×" />
      <Meeting x={250} y={44} sign="+" />
      <Meeting x={250} y={104} sign="×" />
      <Meeting x={196} y={190} sign="×" />
      <GateBox x={60} y={190} letter="r" name="reset" squash="σ" chosen={chosen} />
      <GateBox x={130} y={190} letter="z" name="update" squash="σ" chosen={chosen} />
      <GateBox x={250} y={190} letter="n" name="candidate" squash="tanh" chosen={chosen} />
      <Figure x={12} y={30} name="h" value={before('hidden')} />
      <Figure x={158} y={30} name="z h" value={kept} />
      <Figure x={348} y={30} name="h′" value={now('hidden')} end />
      <Figure x={122} y={84} value={now('update')} end />
      <Figure x={146} y={94} name="1 − z" value={1 - now('update')} />
      <Figure x={52} y={162} value={now('reset')} end />
      <Figure x={258} y={150} value={now('candidate')} />
      <Figure x={258} y={80} name="(1 − z) n" value={taken} />
      <text class="figure" x={12} y={256}>
        x, h
      </text>
    </>
  );
}
