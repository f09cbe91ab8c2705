/**
 * What setting a password needs, over memory: a clock from noon of 31 January 2027 that only `pause` moves, turns, the pool and
 * the cut of all sessions. `steps` gets what was done, in order; `isActive: false`: the account is closed at the cut.
 */
export function passwordSetting({
  steps = [],
  turn = 'free',
  isActive = true,
}: {
  readonly steps?: unknown[];
  readonly turn?: 'free' | 'held' | 'gone';
  readonly isActive?: boolean;
} = {}) {
  const time = { now: Date.parse('2027-01-31T12:00:00Z') };
  const needs = {
    turns: {
      async take() {
        if (turn !== 'free') return turn;
        steps.push('turn');
        return { sms: { seed: 'seed', at: time.now, secretVersion: 't1' } };
      },
      async release() {
        steps.push('turn over');
      },
    },
    newTurnId: () => 'turn-1',
    credentials: {
      async setPassword(): Promise<'set' | 'refused'> {
        steps.push('password');
        return 'set';
      },
      async setTemporaryPassword(_holder: unknown, password: string) {
        steps.push(`temporary password ${password}`);
      },
      async signOutEverywhere() {
        steps.push('sign-out');
      },
    },
    cutoff: {
      async set() {
        steps.push('cut');
        return isActive;
      },
    },
    now: () => new Date(time.now),
    async pause(ms: number) {
      time.now += ms;
    },
  };
  return { needs, steps, time };
}
