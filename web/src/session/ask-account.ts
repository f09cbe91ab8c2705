import type { Outcome } from '../api/send.ts';
import { call, session } from './portal-session.ts';

type Asked = Promise<Outcome<'getAccount'>>;

/** How long an answer waits for the page to ask, in ms: its own file may still be on the way. */
const opensWithin = 10_000;

let asked: Asked | undefined;

// What was asked in a former session is nobody else's.
session.watch(() => {
  asked = undefined;
});

function forget(one: Asked): void {
  if (asked === one) asked = undefined;
}

/** The account, before the page that opens can ask: it gets this answer, also when it asks a little later. */
export function askAccountAhead(): Asked {
  if (asked) return asked;
  const mine = call('getAccount');
  asked = mine;
  void mine.finally(() => setTimeout(() => forget(mine), opensWithin));
  return mine;
}

/** The account, for those who ask while a page opens: one call answers all. After a change ask by a call of your own. */
export function askAccount(): Asked {
  const mine = asked ?? call('getAccount');
  asked = mine;
  void mine.finally(() => forget(mine));
  return mine;
}
