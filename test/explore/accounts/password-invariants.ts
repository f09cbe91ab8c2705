import { proofOf } from '#shared/sign-in/recovery/recovery-link.ts';
import type { Invariant } from '../harness/invariants.ts';
import type { Final } from './final.ts';
import type { PoolUser } from './pool-users.ts';
import type { SentPassword } from './world.ts';

type AccountFinal = {
  readonly accountId: string;
  readonly user: PoolUser;
  /** The password that works, and all that it descends from. */
  readonly line: readonly string[];
  /** The one that the portal made: a customer's own descend from it. */
  readonly made: string | undefined;
  readonly sent: readonly SentPassword[];
};

const ofEachUser =
  (judge: (account: AccountFinal, final: Final) => string | false | undefined): Invariant<Final>['check'] =>
  (final) =>
    final.accounts.flatMap(({ accountId }) => {
      const { users, sent } = final.world;
      const user = users.ofAccount(accountId);
      if (!user) return [];
      const line = users.lineOf(user.password);
      const made = line.at(-1);
      return (
        judge({ accountId, user, line, made, sent: sent.filter((one) => one.accountId === accountId) }, final) || []
      );
    });

const newest = (sent: readonly SentPassword[], by: SentPassword['by']) =>
  sent.filter((one) => one.by === by).reduce<SentPassword | undefined>((a, b) => (a && a.at > b.at ? a : b), undefined);

export const passwordInvariants: readonly Invariant<Final>[] = [
  {
    rule: 'R11.1a every account has its user',
    check: ({ accounts, world }) =>
      accounts.filter(({ accountId }) => !world.users.ofAccount(accountId)).map(() => 'an account without a user'),
  },
  {
    rule: 'R2.8 every user has an account, in the end',
    check: ({ accounts, world }) =>
      world.users
        .all()
        .filter((user) => !accounts.some(({ accountId }) => accountId === user.accountId))
        .map(() => 'a user without an account'),
  },
  {
    rule: 'R4.3 the newest mailed password works, until another one takes its place',
    check: ofEachUser(({ line, made, sent }, { world: { users } }) => {
      const mail = newest(sent, 'mail');
      if (!mail || line.includes(mail.password)) return undefined;
      const isReplaced = made !== undefined && users.firstSetAt(made) > users.firstSetAt(mail.password);
      return !isReplaced && 'an older password works instead';
    }),
  },
  {
    rule: 'R2.9 of the texts that brought a password the newest works',
    check: ofEachUser(({ line, made, sent }) => {
      const text = newest(sent, 'text');
      if (!text || line.includes(text.password)) return undefined;
      return sent.some(({ by, password }) => by === 'text' && password === made) && "an older text's works instead";
    }),
  },
  {
    rule: 'R2.9 R4.3 a password that a customer chose is replaced by recovery and helpdesk only',
    check: ofEachUser(({ accountId, line, made, sent }, { world: { chosen, users } }) => {
      const last = chosen.findLast((one) => one.accountId === accountId);
      if (!last || line.includes(last.password) || made === undefined) return undefined;
      const chosenAt = users.firstSetAt(last.password);
      // A recovery that died before its mail sets its password again, whatever was chosen meanwhile (decision 0044).
      const mailedAt = sent.find(({ by, password }) => by === 'mail' && password === made)?.at ?? 0;
      return users.firstSetAt(made) <= chosenAt && mailedAt <= chosenAt && 'a chosen password is lost';
    }),
  },
  {
    rule: 'R3.2b no browser is known that signed in with a password that is dead',
    check: ofEachUser(({ accountId, line, made, sent }, { knownBrowsers }) => {
      // A worker that died before its message had not ended the sessions either.
      if (!sent.some(({ password }) => password === made)) return undefined;
      const known = knownBrowsers.filter((browser) => browser.accountId === accountId);
      return known.some(({ provedBy }) => !line.includes(provedBy)) && 'a browser of a password that is dead';
    }),
  },
  {
    rule: 'R4.4 the link of the mail that brought the password opens its lane',
    check: ofEachUser(({ accountId, made, sent }, { links }) => {
      const mail = newest(sent, 'mail');
      if (!mail || made !== mail.password) return undefined;
      return links.get(accountId)?.proof !== proofOf(mail.token ?? '') && 'another link';
    }),
  },
  {
    rule: 'R4.3 no session outlives its password',
    check: ofEachUser(({ accountId, line, made, sent }, { liveSessions }) => {
      // A worker that died before its message had not ended the sessions either.
      if (!sent.some(({ password }) => password === made)) return undefined;
      const left = liveSessions.filter((session) => session.accountId === accountId);
      return left.some(({ provedBy }) => !line.includes(provedBy)) && 'a session of a password that is dead';
    }),
  },
  {
    rule: 'R1.5 R4 a second step that holds is needed for each session, and ends as its customer was told',
    check: ({ secondSteps }) => [...secondSteps],
  },
];
