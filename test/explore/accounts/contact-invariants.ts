import * as v from 'valibot';
import type { Invariant } from '../harness/invariants.ts';
import { itemsLike } from '../harness/table.ts';
import type { Final } from './final.ts';
import { rotation } from './world.ts';

const claimSchema = v.object({
  pk: v.pipe(v.string(), v.regex(/^(USERNAME|PERSON|CONTACT)#/)),
  accountId: v.optional(v.string()),
  registrationId: v.optional(v.string()),
  reservedFor: v.optional(v.string()),
  expiresAt: v.optional(v.number()),
});
type Claim = v.InferOutput<typeof claimSchema>;
const correctionSchema = v.object({ pk: v.string(), sk: v.literal('CORRECTION'), contact: v.string() });
const pendingSchema = v.object({ pk: v.pipe(v.string(), v.startsWith('REGISTRATION#')), state: v.literal('pending') });

const kindOf = ({ pk }: { readonly pk: string }) => pk.split('#')[0];

/** Claims that have not expired. */
const claimsOf = ({ items, world }: Final): readonly Claim[] =>
  itemsLike(items, claimSchema).filter(
    ({ expiresAt }) => expiresAt === undefined || expiresAt * 1000 > world.stage.now(),
  );

const pairOf = ({ email, mobile }: { readonly email: string; readonly mobile: string }) =>
  `${email.toLowerCase()} ${mobile}`;

export const contactInvariants: readonly Invariant<Final>[] = [
  {
    rule: 'R2.6 one person, one username, one contact: one account',
    check(final) {
      const holds = (pk: string, accountId: string) =>
        claimsOf(final).some((claim) => claim.pk === pk && claim.accountId === accountId);
      const pairs = final.accounts.map(pairOf);
      return final.accounts.flatMap((account) => [
        ...(holds(`USERNAME#${account.username}`, account.accountId) ? [] : ['without its username']),
        ...(holds(`PERSON#${account.customerId}`, account.accountId) ? [] : ['without its person']),
        ...(holds(`CONTACT#${account.contact}`, account.accountId) ? [] : ['without its contact']),
        ...(pairs.filter((pair) => pair === pairOf(account)).length > 1 ? ['two accounts with one pair'] : []),
      ]);
    },
  },
  {
    rule: "R2.6 an account's contact is that of its address and number, under a secret that is known",
    check: ({ accounts, world }) =>
      accounts
        .filter(({ email, mobile, contact }) =>
          rotation[world.phase.now].all.every((one) => one('contact', email.toLowerCase(), mobile) !== contact),
        )
        .map(() => 'the contact of another pair'),
  },
  {
    rule: 'R11.1 R11.1a nothing is held for an account or a registration that is gone',
    check(final) {
      const accounts = new Set(final.accounts.map(({ accountId }) => accountId));
      const pending = new Set(itemsLike(final.items, pendingSchema).map(({ pk }) => pk));
      const corrections = itemsLike(final.items, correctionSchema);
      return claimsOf(final).flatMap((claim) => {
        const { accountId, registrationId, reservedFor } = claim;
        if (accountId !== undefined) {
          if (!accounts.has(accountId)) return [`a ${kindOf(claim)} of an account that is gone`];
          const account = final.accounts.find((one) => one.accountId === accountId);
          const isSecond = kindOf(claim) === 'CONTACT' && claim.pk !== `CONTACT#${account?.contact}`;
          return isSecond ? ['a second contact'] : [];
        }
        if (reservedFor !== undefined) {
          if (!accounts.has(reservedFor)) return ['a contact reserved for an account that is gone'];
          const waits = corrections.some(
            ({ pk, contact }) => pk === `ACCOUNT#${reservedFor}` && claim.pk === `CONTACT#${contact}`,
          );
          return waits ? [] : ['a contact reserved for no correction'];
        }
        return registrationId !== undefined && pending.has(`REGISTRATION#${registrationId}`)
          ? []
          : [`a ${kindOf(claim)} of a registration that is gone`];
      });
    },
  },
  {
    rule: 'R11.1 nothing of a cancelled account is left',
    check({ items, accounts, world }) {
      const active = new Set(accounts.map(({ accountId }) => `ACCOUNT#${accountId}`));
      return (
        items
          .filter(({ pk, expiresAt }) => pk.startsWith('ACCOUNT#') && !active.has(pk) && !isOver(expiresAt, world))
          // Where no account can come any more.
          .filter(({ state }) => state !== 'swept')
          .map(({ sk }) => `left: ${sk.split('#')[0]}`)
      );
    },
  },
  {
    rule: 'R10.2 a correction that is due was applied or dropped, and a caller can be corrected',
    check: ({ items, corrected }) => [
      ...itemsLike(items, correctionSchema).map(() => 'a correction that still waits'),
      ...[...corrected.values()].filter((outcome) => outcome.startsWith('fails')),
    ],
  },
  {
    rule: "R12.2 no call fails because of another's",
    check: ({ world, parked }) => [...world.calls.failures, ...parked.map((name) => `parked: ${name.split(' ')[0]}`)],
  },
];

const isOver = (expiresAt: number | undefined, { stage }: Final['world']) =>
  expiresAt !== undefined && expiresAt * 1000 <= stage.now();
