import type { PasswordTurnNeeds, TurnStore } from '#shared/sign-in/credentials/in-password-turn.ts';

type Taken = Awaited<ReturnType<TurnStore['take']>>;

/** Turns at one account's password, each free at once. `taken` and `released` keep the ids; `next` says what a turn is given. */
export function freeTurns(next: () => Taken = () => ({ sms: { seed: 'seed', at: 0, secretVersion: 't1' } })) {
  const taken: string[] = [];
  const released: string[] = [];
  let ids = 0;
  const turns: PasswordTurnNeeds['turns'] = {
    async take(_accountId, { id }) {
      const outcome = next();
      if (typeof outcome === 'object') taken.push(id);
      return outcome;
    },
    release: async (_accountId, id) => void released.push(id),
  };
  return { turns, newTurnId: () => `turn-${++ids}`, taken, released };
}
