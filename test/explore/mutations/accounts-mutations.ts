import type { Mutation } from './mutation.ts';

const model = 'accounts';

export const accountsMutations: readonly Mutation[] = [
  {
    name: 'whoever confirms gets the username',
    file: 'shared/customers/registration/dynamo-confirmation.ts',
    text: `          Item: toItem({ ...usernameKey(username), ...claim }),
          ...freeFor(customerId, now),`,
    replacement: '          Item: toItem({ ...usernameKey(username), ...claim }),',
    model,
    why: 'R2.3a R2.6: two accounts with one username, and one of them without a user',
  },
  {
    name: 'whoever wants a contact gets it',
    file: 'shared/customers/contacts/dynamo-contact-claims.ts',
    text: `OR (customerId = :customerId AND attribute_not_exists(accountId))'`,
    replacement: `OR customerId = :customerId OR attribute_exists(pk)'`,
    model,
    why: 'R2.6 R4.1: recovery of one account brings the password to another',
  },
  {
    name: 'everybody may set a password at any time',
    file: 'shared/sign-in/credentials/password-turn.ts',
    text: '    if (turn === undefined) return { state: begin',
    replacement: '    if (turn !== null) return { state: begin',
    model,
    why: 'R4.3: whoever knew the old password sets the last one',
  },
  {
    name: 'a password is changed by a session that a recovery has ended',
    file: 'functions/change-password/change-password.ts',
    text: '      await needs.accounts.live(session);\n',
    replacement: '',
    model,
    why: 'R4.3: a thief’s change defeats the holder’s recovery',
  },
  {
    name: 'sessions are cut at a second that has begun',
    file: 'shared/sign-in/credentials/end-sessions.ts',
    text: 'Math.floor((now.getTime() + clockSkew) / 1000) + 1',
    replacement: 'Math.floor(now.getTime() / 1000)',
    model,
    why: 'R4.3: a session outlives the password it was opened with',
  },
  {
    name: 'a browser stays known for ever',
    file: 'shared/sign-in/lanes/lanes.ts',
    text: 'device.issuedAt >= terms.validFrom * 1000',
    replacement: 'device.issuedAt >= 0',
    model,
    why: 'R3.2b: whoever knew an old password keeps a lane of his own',
  },
  {
    name: 'a recovery opens a lane that its mail has no token for',
    file: 'functions/work-recoveries/work-recoveries.ts',
    text: 'proof: proofOf(token)',
    replacement: 'proof: proofOf(password)',
    model,
    why: 'R4.4: strangers lock out whoever follows the link',
  },
  {
    name: 'cancelling leaves the contact that a correction reserves',
    file: 'shared/customers/cancelling/finish-cancelling.ts',
    text: '      await corrections.drop(accountId, now());\n',
    replacement: '',
    model,
    why: 'R11.1a: contacts of a cancelled account stay taken for days',
  },
  {
    name: 'a sweep removes users whatever account they have',
    file: 'shared/customers/accounts/dynamo-unclaimed-users.ts',
    text: `      if (outcome === 'swept') await credentials.remove(holder);`,
    replacement: '      await credentials.remove(holder);',
    model,
    why: 'R11.1a: an account without a user, whose password is always wrong',
  },
];
