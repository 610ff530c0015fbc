import { useEffect, useMemo } from 'preact/hooks';
import { BackendPicker } from '../../compute/backend-picker.js';
import { describeFailure } from '../../compute/describe-failure.js';
import { Card } from '../../controls/card.js';
import { Message } from '../../controls/message.js';
import { formatNumber } from '../../language/language.js';
import { ModelActions } from '../../models/model-actions.js';
import { additionWords } from '../words.js';
import '../addition.css';
import { CarryUnitCard } from './carry-unit-card.js';
import { HiddenUnits } from './hidden-units.js';
import { Learning } from './learning.js';
import { OwnSum } from './own-sum.js';
import { RunButtons } from './run-buttons.js';
import { RunSettings } from './run-settings.js';
import { createSession, type Session } from './session.js';
import { UnrolledNetwork } from './unrolled-network.js';

/** A network that learns to add while the visitor watches, and what is inside of it. */
export function AdditionPage() {
  const words = additionWords();
  const session = useMemo(createSession, []);
  useEffect(session.open, [session]);
  return (
    <>
      <div class="page-intro">
        <h1>{words.heading}</h1>
        <p class="lede">{words.lede}</p>
      </div>
      <Card title={words.run}>
        <RunButtons session={session} />
        <RunSettings session={session} />
        <Complaints session={session} />
        <p class="hint">{words.settingsHint}</p>
        <BackendPicker />
      </Card>
      <div class="cards">
        <Learning session={session} />
        <OwnSum session={session} />
        <UnrolledNetwork session={session} />
        <HiddenUnits session={session} />
        <div class="stack">
          <CarryUnitCard session={session} />
          <Model session={session} />
        </div>
      </div>
    </>
  );
}

/** Keeps the network, gives it to the visitor, and takes another one up. */
function Model({ session: { settings, progress, trained, saveModel, openModel } }: { readonly session: Session }) {
  const { state, step = 0 } = progress.value ?? {};
  const words = additionWords();
  const hasLearned = step > 0 || trained.value !== undefined;
  return (
    <ModelActions
      page="addition"
      title={`adder-${settings.value.cell}`}
      canSave={hasLearned && state !== 'running' && state !== 'failed'}
      beforeSaving={state === 'running' ? words.pauseToSave : undefined}
      save={saveModel}
      open={openModel}
    />
  );
}

/** What is to be known of the run, and what is wrong with the address, the network or the machine. */
function Complaints({ session: { refused, problem, progress, trained } }: { readonly session: Session }) {
  const words = additionWords();
  const failure = progress.value?.failure;
  return (
    <>
      {refused.value.length > 0 && <Message>{words.refused(refused.value.join(', '))}</Message>}
      {trained.value !== undefined && <Message>{words.trained(formatNumber(trained.value))}</Message>}
      {problem.value !== undefined && <Message kind="error">{words.failed(describeFailure(problem.value))}</Message>}
      {failure && (
        <Message kind="error">
          {failure.kind === 'nonFinite' ? words.nonFinite(formatNumber(failure.step)) : words.failed(describeFailure(failure.reason))}
        </Message>
      )}
    </>
  );
}
