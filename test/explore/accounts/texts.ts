import { dynamoUnclaimedAccounts } from '#shared/customers/registration/dynamo-registrations.ts';
import { dynamoAudit, identificationKey } from '#shared/helpdesk/acting/dynamo-audit.ts';
import { dynamoCallers } from '#shared/helpdesk/identifying/dynamo-callers.ts';
import { dynamoIdentifications } from '#shared/helpdesk/identifying/dynamo-identifications.ts';
import { identificationLife } from '#shared/helpdesk/identifying/identification.ts';
import { dynamoLimits } from '#shared/platform/limits/dynamo-limits.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { smsPasswordOf } from '#shared/sign-in/credentials/password-turn.ts';
import { actTablesIn, auditIn } from '#test/builders/audit.ts';
import { resendPassword } from '../../../functions/resend-password/resend-password.ts';
import { resendPasswordSms } from '../../../functions/resend-password-sms/resend-password-sms.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import { putItem } from '../harness/table.ts';
import { settingNeeds } from './passwords.ts';
import type { Registering } from './registering.ts';
import { activeAccounts, persons, type World } from './world.ts';

const arn = 'arn:aws:sts::000000000000:assumed-role/helpdesk/agent';
const smsTimeout = 29_000;
/** More than any play sends. */
const limitless = 1_000;

/** An agent has identified a caller. */
export async function identify({ stage, fresh }: World, customerId: string) {
  const identificationId = fresh('identification');
  const identification = {
    ...{ identificationId, agent: arn, customerId, marks: [] },
    expiresAt: expiresAt(new Date(stage.now() + identificationLife)),
  };
  await putItem({ ...identificationKey(identificationId), ...identification });
  return identification;
}

/** Passwords by text message: asked for by the customer, or by an agent for a caller. */
export function textsOf(world: World, { registrations }: Registering) {
  const { random, calls, passwordSms: sms } = world;
  const needs = () => {
    const pseudonyms = world.pseudonyms();
    return {
      ...{ ...settingNeeds(world), registrations, sms },
      ...{ passwordOf: smsPasswordOf(pseudonyms), secretVersion: pseudonyms.version },
      limits: dynamoLimits(client, tables.portal),
    };
  };
  const call = { body: undefined, query: undefined, cookies: {}, viewerAddress: '192.0.2.1' };

  return {
    async sendAgain() {
      const registrationId = random.any((await activeAccounts()).flatMap((account) => account.registrationId ?? []));
      if (registrationId === undefined) return;
      const { behave } = resendPasswordSms({
        ...{ ...needs(), smsPerRegistration: limitless },
        accounts: dynamoUnclaimedAccounts(client, tables.portal),
      });
      return calls.ask(
        `send SMS again for ${registrationId}`,
        async () => (await behave({ ...call, session: undefined, path: { registrationId } })).status,
        smsTimeout,
      );
    },

    async sendForCaller() {
      const { identificationId } = await identify(world, random.pick(persons));
      const { behave } = resendPassword({
        ...{ ...needs(), passwordsPerPerson: limitless },
        identifications: dynamoIdentifications(client, actTablesIn(tables.portal)),
        callers: dynamoCallers(client, tables.portal),
        audit: dynamoAudit(client, auditIn(tables.portal)),
      });
      return calls.ask(
        'helpdesk sends a password',
        async () => (await behave({ ...call, session: undefined, agent: { arn }, path: { identificationId } })).status,
        smsTimeout,
      );
    },
  };
}
