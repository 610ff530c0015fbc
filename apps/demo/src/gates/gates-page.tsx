import { Message } from '../controls/message.js';
import './gates.css';
import { BeforeAfter } from './parts/before-after.js';
import { CellDrawing } from './parts/cell-drawing.js';
import { ChangeCard } from './parts/change-card.js';
import { Equations } from './parts/equations.js';
import { GateMap } from './parts/gate-map.js';
import { MemoryCard } from './parts/memory-card.js';
import { SettingsCard } from './parts/settings-card.js';
import { TimeBar } from './parts/time-bar.js';
import { failure, refusedSettings } from './state/page-state.js';
import { view } from './state/view.js';
import { gatesWords } from './words.js';

/** One cell over a sequence, seen from the inside; and how long cells remember. */
export function GatesPage() {
  const words = gatesWords();
  const seen = view.value;
  return (
    <>
      <div class="page-intro">
        <h1>{words.heading}</h1>
        <p class="lede">{words.lede}</p>
      </div>
      {refusedSettings.length > 0 && <Message>{words.refused(refusedSettings.join(', '))}</Message>}
      <SettingsCard />
      {failure.value !== undefined && <Message kind="error">{words.failed(failure.value)}</Message>}
      {seen && (
        <>
          <TimeBar view={seen} />
          <GateMap view={seen} />
          <div class="gates-columns">
            <div class="gates-column">
              <Equations view={seen} />
              <ChangeCard view={seen} />
            </div>
            <div class="gates-column">
              <CellDrawing view={seen} />
              <BeforeAfter view={seen} />
            </div>
          </div>
        </>
      )}
      <MemoryCard />
    </>
  );
}
