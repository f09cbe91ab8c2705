import { getAccount as contract } from '#shared/contract/account.ts';
import type { ContactChange, ContactChanges, ContactKind } from '#shared/customers/contacts/contact-change.ts';
import { allReminders } from '#shared/documents/reminders/reminders.ts';
import { type Corrections, comingOf } from '#shared/helpdesk/corrections/corrections.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import { type Passkey, type Passkeys, passkeyIdOf } from '#shared/sign-in/passkeys/passkey.ts';
import { heldSecondStep } from '#shared/sign-in/second-step/second-step.ts';
import type { Account, Accounts } from '#shared/sign-in/sessions/accounts.ts';

type Needs = {
  readonly accounts: Accounts;
  readonly changes: Pick<ContactChanges, 'waiting'>;
  readonly passkeys: Pick<Passkeys, 'list'>;
  readonly corrections: Pick<Corrections, 'findWaiting'>;
  readonly now: () => Date;
};

/**
 * Returns who is signed in, since when and why mail has not reached them (R5.2), which new contacts wait for confirmation, so that
 * the page can continue a change after a reload or on another device (R11.2), the helpdesk's correction that waits (R10.2), the
 * passkeys, and whether a password alone signs in.
 */
export const getAccount = ({ accounts, changes, corrections, passkeys, now }: Needs) =>
  endpoint(contract, async ({ session }) => {
    const { accountId } = session;
    const [account, waiting, awaited, kept] = await Promise.all([
      accounts.live(session),
      changes.waiting(accountId, now()),
      corrections.findWaiting(accountId),
      passkeys.list(accountId),
    ]);
    const { username, email, mobile, language, registeredAt, mailUnreachableSince, mailUnreachableReason } = account;
    const { reminders = allReminders } = account;
    const newEmail = newContact('email', account, waiting);
    const newMobile = newContact('mobile', account, waiting);
    const correction = comingOf(account, awaited);
    const secondStep = heldSecondStep(account.secondStep, now());
    return ok({
      ...{ username, email, mobile, language, registeredAt, reminders, passkeys: kept.map(viewOf) },
      ...(mailUnreachableSince === undefined ? {} : { mailUnreachableSince }),
      ...(mailUnreachableReason === undefined ? {} : { mailUnreachableReason }),
      ...(newEmail === undefined ? {} : { newEmail }),
      ...(newMobile === undefined ? {} : { newMobile }),
      ...(correction === undefined ? {} : { correction }),
      ...(secondStep === undefined ? {} : { secondStep }),
    });
  });

/** A passkey as its customer sees it. */
const viewOf = ({ credentialId, name, addedAt, lastUsedAt }: Passkey) => ({
  ...{ passkeyId: passkeyIdOf(credentialId), name, addedAt },
  ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
});

/** The new contact that can still be confirmed. Whatever ended the sessions voided the change, and so did the last wrong code. */
function newContact(kind: ContactKind, account: Account, waiting: readonly ContactChange[]): string | undefined {
  const change = waiting.find((each) => each.kind === kind);
  const isOpen = change && !change.confirmed && change.triesLeft > 0;
  return isOpen && change.sessionsValidFrom === account.sessionsValidFrom ? change.value : undefined;
}
