import { parallel } from '../threads/parallel';
import { Recurrence } from './recurrence';

@unmanaged
class PreviousStates {
  to: usize;
  states: usize;
  initial: usize;
  recurrence: Recurrence;
}

const task = changetype<PreviousStates>(memory.data(offsetof<PreviousStates>(), 16));

/** Writes the state that each step started from, `[batch, time, hidden]`, zeros at padded steps. */
export function previousStates(to: usize, states: usize, initial: usize, recurrence: Recurrence): void {
  task.to = to;
  task.states = states;
  task.initial = initial;
  task.recurrence = recurrence;
  parallel(copyGroup.index, changetype<usize>(task), recurrence.groups);
}

function copyGroup(argument: usize, group: i32, _thread: i32): void {
  const call = changetype<PreviousStates>(argument);
  const recurrence = call.recurrence;
  const bytes = (<usize>recurrence.hidden) << 2;
  const first = recurrence.firstRow(group);
  for (let sequence = first; sequence < first + recurrence.rowsOf(group); sequence++) {
    const length = recurrence.lengthOf(sequence);
    let target = recurrence.at(call.to, sequence, 0, recurrence.hidden);
    for (let step = 0; step < length; step++) {
      memory.copy(target, recurrence.before(call.states, call.initial, sequence, step), bytes);
      target += bytes;
    }
    memory.fill(target, 0, bytes * <usize>(recurrence.time - length));
  }
}
