import { onePersonEach } from '#shared/customers/persons/persons.ts';
import { dynamoRegistry } from '#shared/insurer/registry/dynamo-registry.ts';
import { dynamoEnrolments } from '#shared/policies/dynamo-enrolments.ts';
import { policyIdOf } from '#shared/policies/policy-view.ts';
import { dynamoAccounts } from '#shared/sign-in/sessions/dynamo-accounts.ts';
import { endEnrolment } from '../../../functions/end-enrolment/end-enrolment.ts';
import { enrolPolicy } from '../../../functions/enrol-policy/enrol-policy.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import type { Stage } from '../harness/stage.ts';
import { type Customer, sessionOf } from './a-customer.ts';

/** What a signed-in customer does with a policy; each returns the answer's status. */
export function policyCalls({ clock }: Pick<Stage, 'clock'>) {
  const needs = {
    accounts: dynamoAccounts(client, tables.portal),
    persons: onePersonEach,
    registry: dynamoRegistry(client, tables.registry),
    enrolments: dynamoEnrolments(client, tables),
    now: clock,
  };
  const enrol = enrolPolicy(needs).behave;
  const end = endEnrolment(needs).behave;
  const callOf = (customer: Customer, policyNumber: string) => ({
    session: sessionOf(customer),
    path: { policyId: policyIdOf(policyNumber) },
    ...{ query: undefined, cookies: {}, viewerAddress: '192.0.2.1' },
  });
  return {
    async enrol(customer: Customer, policyNumber: string): Promise<number> {
      const body = { acceptPaymentMethodChange: true as const };
      return (await enrol({ ...callOf(customer, policyNumber), body })).status;
    },
    end: async (customer: Customer, policyNumber: string): Promise<number> =>
      (await end({ ...callOf(customer, policyNumber), body: undefined })).status,
  };
}
