/**
 * How fast something goes on now, told how much there is and after how many seconds.
 *
 * @returns how much there was in a second since the time before; not a number if no time has gone by
 */
export function createPace(): (done: number, seconds: number) => number {
  let before = { done: 0, seconds: 0 };
  return (done, seconds) => {
    const pace = (done - before.done) / (seconds - before.seconds);
    before = { done, seconds };
    return pace;
  };
}
