import * as v from 'valibot';
import { dynamoUnclaimedUsers } from '#shared/customers/accounts/dynamo-unclaimed-users.ts';
import { accountIdOf } from '#shared/customers/accounts/unclaimed-users.ts';
import { contactPair } from '#shared/customers/contacts/contact-pair.ts';
import { onePersonEach } from '#shared/customers/persons/persons.ts';
import { dynamoRegistrations } from '#shared/customers/registration/dynamo-registrations.ts';
import { confirmationLife, registrationSchema } from '#shared/customers/registration/registration.ts';
import { firstPasswordOf, hashToken } from '#shared/customers/registration/tokens.ts';
import { dynamoRegistry } from '#shared/insurer/registry/dynamo-registry.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { unclaimedUserKey } from '#shared/platform/tables/portal-keys.ts';
import { dynamoPasswordTurns } from '#shared/sign-in/credentials/dynamo-password-turns.ts';
import { confirmRegistration } from '../../../functions/confirm-registration/confirm-registration.ts';
import { sweepUsers } from '../../../functions/finish-cancelling/sweep-users.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import { allItems, itemsLike, putItem } from '../harness/table.ts';
import { emails, mobiles, persons, usernames, type World } from './world.ts';

const pendingSchema = v.object({ ...registrationSchema.entries, state: v.literal('pending') });

const confirmTimeout = 20_000;
/** Registrations whose mail turns out to have no address. */
const unmailable = 0.15;

/** Persons register, and press their links, some of them twice and at once. */
export function registeringOf(world: World) {
  const { stage, random, calls, credentials, fresh } = world;
  const registrations = dynamoRegistrations(client, tables);
  const unclaimed = dynamoUnclaimedUsers(client, tables.portal, credentials);
  const tokens: string[] = [];

  return {
    registrations,
    register() {
      const [customerId, username] = [random.pick(persons), random.pick(usernames)];
      const [email, mobile] = [random.pick(emails), random.pick(mobiles)];
      const [token, registrationId] = [fresh('token'), fresh('registration')];
      const pseudonyms = world.pseudonyms();
      const isUnmailable = random.chance(unmailable);
      stage.say(`REGISTER ${customerId} as ${username}, ${email}, ${mobile}: ${registrationId}`);
      return calls.ask('register', async () => {
        const now = stage.clock();
        const { contact, otherContacts } = contactPair(pseudonyms, email, mobile);
        const registration = {
          ...{ registrationId, state: 'pending' as const, username, email, mobile, language: 'hu' as const },
          ...{ customerId, contact, secretVersion: pseudonyms.version, createdAt: now.toISOString() },
          expiresAt: expiresAt(new Date(now.getTime() + confirmationLife)),
        };
        const tokenHash = hashToken(token);
        const outcome = await registrations.reserve({ registration, otherContacts, tokenHash }, now);
        if (typeof outcome === 'string') return outcome;
        if (isUnmailable && !outcome.isRenewed) await registrations.withdraw(registration, tokenHash);
        else tokens.push(token);
        return outcome.isRenewed ? 'renewed' : 'reserved';
      });
    },

    confirm() {
      const token = random.any(tokens);
      if (token === undefined) return;
      const pseudonyms = world.pseudonyms();
      const { behave } = confirmRegistration({
        ...{ registrations, credentials, unclaimed, persons: onePersonEach, sms: world.passwordSms },
        registry: dynamoRegistry(client, tables.registry),
        turns: dynamoPasswordTurns(client, tables.portal),
        newTurnId: () => fresh('turn'),
        ...{ pseudonyms, firstPassword: firstPasswordOf(pseudonyms) },
        pause: stage.pause,
        now: stage.clock,
      });
      const call = { body: { token }, path: undefined, query: undefined, session: undefined };
      return calls.ask(
        `confirm ${token}`,
        async () => (await behave({ ...call, cookies: {}, viewerAddress: '192.0.2.1' })).status,
        confirmTimeout,
      );
    },

    /** A confirmation by an earlier version died after it had made its user, before it opened the account. */
    async leaveUser() {
      const pending = random.any(itemsLike(await allItems(), pendingSchema));
      if (!pending || world.users.find(pending.username)) return;
      const { registrationId, username } = pending;
      const accountId = accountIdOf(registrationId);
      world.users.create(username, accountId, fresh('left'));
      await putItem({ ...unclaimedUserKey(accountId), username, registrationId, at: stage.now() });
    },

    /** The schedule that sweeps users without an account. */
    sweep: () => stage.start('sweep users', { timeout: 60_000 }, sweepUsers({ unclaimed, now: stage.clock })),
  };
}
export type Registering = ReturnType<typeof registeringOf>;
