import type { Outcome } from '../api/send.ts';
import { call, session } from './portal-session.ts';

let asked: Promise<Outcome<'getAccount'>> | undefined;

// What was asked in a former session is nobody else's.
session.watch(() => {
  asked = undefined;
});

/** The account, for those who ask while a page opens: one call answers all. After a change ask by a call of your own. */
export function askAccount(): Promise<Outcome<'getAccount'>> {
  if (asked) return asked;
  const mine = call('getAccount').finally(() => {
    if (asked === mine) asked = undefined;
  });
  asked = mine;
  return mine;
}
