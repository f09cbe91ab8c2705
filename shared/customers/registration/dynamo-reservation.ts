import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { isFreeFor } from '#shared/customers/contacts/dynamo-contact-claims.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { isExpired } from '#shared/platform/tables/expiry.ts';
import {
  confirmationKey,
  contactKey,
  type Key,
  personKey,
  registrationKey,
  usernameKey,
} from '#shared/platform/tables/portal-keys.ts';
import { dynamoLinks } from './dynamo-links.ts';
import { type Registration, registrationSchema } from './registration.ts';
import type { Refusal, Reservation, Reserved } from './registrations.ts';

/** The holder of a person, a username or a contact: an account. A pending registration holds its person, until it expires. */
const claimSchema = v.object({
  customerId: v.string(),
  registrationId: v.exactOptional(v.string()),
  accountId: v.exactOptional(v.string()),
  expiresAt: v.exactOptional(v.number()),
});

const mostAttempts = 6;

const isSameApplication = (one: Registration, other: Registration) =>
  one.username === other.username &&
  one.email === other.email &&
  one.mobile === other.mobile &&
  one.contact === other.contact;

/** The address that loses its link to a new registration with another one (R2.6). */
const addressLeft = (earlier: Registration | undefined, { email }: Registration): Pick<Registration, 'replaces'> =>
  earlier && earlier.email.toLowerCase() !== email.toLowerCase()
    ? { replaces: { email: earlier.email, language: earlier.language } }
    : {};

/**
 * The part of `Registrations` that reserves. Each write is conditional on what was read, so exactly one of two calls succeeds.
 */
export const dynamoReservation = (client: DynamoDBClient, table: string) => {
  const { renew } = dynamoLinks(client, table);

  const readClaim = async (key: Key, now: Date) => {
    const claim = await getItem(client, table, key, claimSchema);
    return claim && !isExpired(claim, now) ? claim : undefined;
  };

  async function reserveOnce(
    { registration, otherContacts, tokenHash }: Reservation,
    now: Date,
  ): Promise<Reserved | Refusal | 'raced'> {
    const { registrationId, customerId, username, contact, expiresAt } = registration;
    const [person, name, ...pairs] = await Promise.all([
      readClaim(personKey(customerId), now),
      readClaim(usernameKey(username), now),
      ...[contact, ...otherContacts].map((each) => readClaim(contactKey(each), now)),
    ]);
    if (person?.accountId !== undefined) return 'already-registered';
    if (!isFreeFor(name, customerId, now)) return 'username-taken';
    if (pairs.some((pair) => !isFreeFor(pair, customerId, now))) return 'contact-taken';
    const kept = person?.registrationId
      ? await getItem(client, table, registrationKey(person.registrationId), registrationSchema)
      : undefined;
    const earlier = kept && !isExpired(kept, now) ? kept : undefined;

    if (earlier && isSameApplication(earlier, registration)) {
      const renewed = { ...earlier, language: registration.language };
      return (await renew(renewed, tokenHash, now)) ? { registration: renewed, isRenewed: true } : 'raced';
    }

    const replacing = { ...registration, ...addressLeft(earlier, registration) };
    const put = (key: Key, item: object): TransactWriteItem => ({
      Put: { TableName: table, Item: toItem({ ...key, ...item }), ConditionExpression: 'attribute_not_exists(pk)' },
    });
    const { done } = await transact(client, {
      registration: put(registrationKey(registrationId), replacing),
      link: put(confirmationKey(tokenHash), { registrationId, expiresAt }),
      person: {
        Put: {
          TableName: table,
          Item: toItem({ ...personKey(customerId), registrationId, customerId, expiresAt }),
          ...(person?.registrationId === undefined
            ? {
                ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
                ExpressionAttributeValues: toItem({ ':now': Math.floor(now.getTime() / 1000) }),
              }
            : {
                ConditionExpression: 'registrationId = :earlier',
                ExpressionAttributeValues: toItem({ ':earlier': person.registrationId }),
              }),
        },
      },
      earlier: kept ? { Delete: { TableName: table, Key: toItem(registrationKey(kept.registrationId)) } } : [],
    });
    return done ? { registration: replacing, isRenewed: false } : 'raced';
  }

  return async (reservation: Reservation, now: Date): Promise<Reserved | Refusal> => {
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      const outcome = await reserveOnce(reservation, now);
      if (outcome !== 'raced') return outcome;
    }
    throw new DomainError('busy', {}, { retryAfterSeconds: 1, because: 'registration-changes' });
  };
};
