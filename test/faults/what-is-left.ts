import { AdminGetUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import * as v from 'valibot';
import type { Customer } from '#test/builders/customer.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { allItems } from '#test/support/portal/stored-items.ts';

const text = v.object({ S: v.string() });
const itemSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ pk: text, sk: text, state: v.optional(text), customerId: v.optional(text) }),
);

/**
 * The kinds of the items that the portal's table holds of a customer, with their states, sorted: `ACCOUNT ACCOUNT active`.
 * What a dead attempt left behind counts as well. Left out: counts for limits, links without a registration, changes and
 * notices, which wait for the next full minute; nor the log and the proofs of mails and SMS, one item a message, which are counted
 * themselves.
 */
export const itemsOf = async (portal: Portal, customer: Customer): Promise<string[]> =>
  (await everyItemOf(portal, customer)).filter(
    (item) => !/^(CHANGES|NOTICES|PROOF) /.test(item) && item !== 'ACCOUNT MAIL' && item !== 'ACCOUNT SMS',
  );

/** How many notices to a customer wait to be sent. */
export const waitingNotices = async (portal: Portal, customer: Customer): Promise<number> =>
  (await everyItemOf(portal, customer)).filter((item) => item.startsWith('NOTICES ')).length;

/** How many changes of a customer wait to be published. */
export const waitingChanges = async (portal: Portal, customer: Customer): Promise<number> =>
  (await everyItemOf(portal, customer)).filter((item) => item.startsWith('CHANGES')).length;

async function everyItemOf(portal: Portal, { customerId, username }: Customer): Promise<string[]> {
  const itemsHolding = async (...texts: string[]) =>
    (await allItems(portal, 'PortalTable', texts)).map((row) => v.parse(itemSchema, row));
  const accounts = (await itemsHolding(customerId)).flatMap(({ pk, sk, customerId: owner }) =>
    sk.S === 'ACCOUNT' && owner?.S === customerId ? [pk.S.replace('ACCOUNT#', '')] : [],
  );
  return (await itemsHolding(customerId, username, ...accounts))
    .map(({ pk, sk, state }) =>
      [pk.S, sk.S]
        .map((key) => key.split('#')[0]?.replace(/^[\d\W].*/, '…'))
        .concat(state?.S ?? [])
        .join(' '),
    )
    .sort();
}

/** What the pool says of a username: its user's status, or `none`. */
export async function poolUser(portal: Portal, username: string): Promise<string> {
  const pool = new CognitoIdentityProviderClient({
    endpoint: portal.aws,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'insurer', secretAccessKey: 'insurer' },
  });
  try {
    const { UserStatus: status = '?' } = await pool.send(
      new AdminGetUserCommand({ UserPoolId: portal.outputs.UserPoolId, Username: username }),
    );
    return status;
  } catch (error) {
    if (error instanceof Error && error.name === 'UserNotFoundException') return 'none';
    throw error;
  } finally {
    pool.destroy();
  }
}
