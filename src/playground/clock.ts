/** Business time that can be moved ahead: real time and an offset. */
export type Clock = {
  now(): Date;
  /**
   * Makes it that moment; from there it runs on.
   * @throws RangeError for a moment that has passed: what was written since would lie in the future.
   */
  moveTo(moment: Date): void;
};

export function createClock(realNow: () => Date = () => new Date()): Clock {
  let offsetMs = 0;
  const now = () => new Date(realNow().getTime() + offsetMs);
  return {
    now,
    moveTo: (moment) => {
      const aheadMs = moment.getTime() - now().getTime();
      if (!(aheadMs >= 0)) throw new RangeError("the clock only moves ahead");
      offsetMs += aheadMs;
    },
  };
}
