import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { freeFor, freePart, isFreeFor } from '#shared/customers/contacts/dynamo-contact-claims.ts';
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
import type { Registrations, Reservation } from './registrations.ts';

/** The holder of a person, a username or a contact: an account, or a pending registration until it expires. */
const claimSchema = v.object({
  customerId: v.string(),
  registrationId: v.exactOptional(v.string()),
  accountId: v.exactOptional(v.string()),
  expiresAt: v.exactOptional(v.number()),
});

const isFree = 'attribute_not_exists(pk) OR expiresAt <= :now';
const mostAttempts = 6;

type Reserved = Awaited<ReturnType<Registrations['reserve']>>;

const isSameApplication = (one: Registration, other: Registration) =>
  one.username === other.username &&
  one.email === other.email &&
  one.mobile === other.mobile &&
  one.contact === other.contact;

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
  ): Promise<Reserved | 'raced'> {
    const { registrationId, customerId, username, contact, expiresAt } = registration;
    const [person, name, ...pairs] = await Promise.all([
      readClaim(personKey(customerId), now),
      readClaim(usernameKey(username), now),
      ...[contact, ...otherContacts].map((each) => readClaim(contactKey(each), now)),
    ]);
    if (person?.accountId !== undefined) return 'already-registered';
    if (!isFreeFor(name, customerId, now)) return 'username-taken';
    if (pairs.some((pair) => !isFreeFor(pair, customerId, now))) return 'contact-taken';
    const earlier = person?.registrationId
      ? await getItem(client, table, registrationKey(person.registrationId), registrationSchema)
      : undefined;

    if (earlier && !isExpired(earlier, now) && isSameApplication(earlier, registration)) {
      const renewed = { ...earlier, language: registration.language };
      return (await renew(renewed, tokenHash, now)) ? { renewed } : 'raced';
    }

    const put = (key: Key, item: object, condition: string, extra = {}): TransactWriteItem => ({
      Put: {
        TableName: table,
        Item: toItem({ ...key, ...item }),
        ConditionExpression: condition,
        ...(condition.includes(':') ? { ExpressionAttributeValues: extra } : {}),
      },
    });
    const claim = { registrationId, customerId, expiresAt };
    const freeOrOurs = freeFor(customerId, now);
    const take = (key: Key): TransactWriteItem => ({
      Put: { TableName: table, Item: toItem({ ...key, ...claim }), ...freeOrOurs },
    });
    const { done } = await transact(client, {
      registration: put(registrationKey(registrationId), registration, 'attribute_not_exists(pk)'),
      link: put(confirmationKey(tokenHash), { registrationId, expiresAt }, 'attribute_not_exists(pk)'),
      username: take(usernameKey(username)),
      contact: take(contactKey(contact)),
      // The pair must be free under the other secrets, too (R2.6). Expired claims there and the person's own are deleted.
      otherContacts: otherContacts.map((other) => freePart(table, other, customerId, now)),
      person:
        person?.registrationId === undefined
          ? put(personKey(customerId), claim, isFree, toItem({ ':now': Math.floor(now.getTime() / 1000) }))
          : put(
              personKey(customerId),
              claim,
              'registrationId = :earlier',
              toItem({ ':earlier': person.registrationId }),
            ),
      earlier: earlier ? release(earlier, registration, otherContacts) : [],
    });
    return done ? 'reserved' : 'raced';
  }

  /** Frees the username and contact of the person's earlier pending registration that the new one does not use (R2.6). */
  function release(
    earlier: Registration,
    { username, contact }: Registration,
    otherContacts: readonly string[],
  ): TransactWriteItem[] {
    const remove = (key: Key): TransactWriteItem => ({
      Delete: {
        TableName: table,
        Key: toItem(key),
        ConditionExpression: 'attribute_not_exists(pk) OR registrationId = :earlier',
        ExpressionAttributeValues: toItem({ ':earlier': earlier.registrationId }),
      },
    });
    return [
      remove(registrationKey(earlier.registrationId)),
      ...(earlier.username === username ? [] : [remove(usernameKey(earlier.username))]),
      ...([contact, ...otherContacts].includes(earlier.contact) ? [] : [remove(contactKey(earlier.contact))]),
    ];
  }

  return async (reservation: Reservation, now: Date): Promise<Reserved> => {
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      const outcome = await reserveOnce(reservation, now);
      if (outcome !== 'raced') return outcome;
    }
    throw new DomainError('busy', {}, { retryAfterSeconds: 1 });
  };
};
