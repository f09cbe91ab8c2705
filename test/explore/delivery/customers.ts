import { dynamoCancellations } from '#shared/cancelling/dynamo-cancellations.ts';
import { finishCancelling } from '#shared/cancelling/finish-cancelling.ts';
import type { Mailer } from '#shared/mail/mail.ts';
import { onePersonEach } from '#shared/persons/persons.ts';
import { dynamoEnrolments } from '#shared/policies/dynamo-enrolments.ts';
import { policyIdOf } from '#shared/policies/policy-id.ts';
import { dynamoRegistry } from '#shared/registry/dynamo-registry.ts';
import { DomainError } from '#shared/runtime/domain-error.ts';
import { dynamoAccounts } from '#shared/sessions/dynamo-accounts.ts';
import { endEnrolment } from '../../../functions/end-enrolment/end-enrolment.ts';
import { enrolPolicy } from '../../../functions/enrol-policy/enrol-policy.ts';
import { describeFailure } from '../harness/create-stage.ts';
import { failing } from '../harness/failing.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import { type Customer, customers, policyNumber, type World } from './world.ts';

const apiTimeout = 10_000;

/** What customers do: enrol, end electronic post, cancel their registration. */
export function customersOf(world: World, mailer: Mailer) {
  const { stage, queue } = world;
  const policyNeeds = {
    accounts: dynamoAccounts(client, tables.portal),
    persons: onePersonEach,
    registry: dynamoRegistry(client, tables.registry),
    enrolments: dynamoEnrolments(client, tables),
    now: stage.clock,
  };
  const enrol = enrolPolicy(policyNeeds).behave;
  const end = endEnrolment(policyNeeds).behave;
  const callOf = (customer: Customer) => ({
    session: { ...customers[customer], issuedAt: 2_000_000_000 },
    path: { policyId: policyIdOf(policyNumber) },
    ...{ query: undefined, cookies: {}, viewerAddress: '192.0.2.1' },
  });

  /** A call of a customer: whatever it meets, it is answered (R12.2). */
  const ask = (name: string, timeout: number, work: () => Promise<unknown>) =>
    stage.start(
      name,
      {
        timeout,
        onEnd(outcome) {
          if ('value' in outcome || outcome.error instanceof DomainError) return;
          world.failures.push(`${name.split(' ')[0]}: ${describeFailure(outcome.error)}`);
        },
      },
      work,
    );

  const cancellations = dynamoCancellations(client, tables.portal);
  const finish = finishCancelling({
    cancellations,
    versions: {
      remove: (versions) =>
        stage.call(`DeleteObjects ${versions.length}`, async () => {
          for (const { versionId } of versions) world.erasedVersions.add(versionId);
        }, [failing('S3')]),
    },
    credentials: { signOutEverywhere: async () => undefined, remove: async () => undefined },
    mailer,
    origin: 'https://portal.example',
    now: stage.clock,
  });

  return {
    enrol: (customer: Customer) =>
      ask(`enrol ${customer}`, apiTimeout, async () => (await enrol({ ...callOf(customer), body: {} })).status),
    end: (customer: Customer) =>
      ask(`end ${customer}`, apiTimeout, async () => (await end({ ...callOf(customer), body: undefined })).status),
    /** As cancel-registration does after its password: message first, then the closing, then as much as it comes to. */
    cancel: (customer: Customer) =>
      ask(`cancel ${customer}`, 29_000, async () => {
        const { accountId } = customers[customer];
        await stage.call('SendMessage', async () =>
          queue.put({
            name: `finish ${customer}`,
            ...{ delay: 60_000, timeout: 60_000, comesBackAfter: 360_000 },
            work: (receives) => finish(accountId, { within: 40_000, withoutMail: receives > 5 }),
          }),
        );
        await cancellations.close(accountId, stage.clock());
        return finish(accountId, { within: 6_000, withoutMail: false }).catch(describeFailure);
      }),
    enrolAtFirst: (customer: Customer) => enrol({ ...callOf(customer), body: {} }),
  };
}
export type Customers = ReturnType<typeof customersOf>;
