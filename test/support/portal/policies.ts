import * as v from 'valibot';
import { contract } from '#shared/contract/contract.ts';
import type { Customer } from '#test/builders/customer.ts';
import { csvLine } from '#test/builders/registry.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi, succeed } from './api.ts';
import { advance } from './control.ts';
import type { Session } from './customer.ts';
import { keysUnder, readObject, uploadRegistry } from './insurer.ts';
import type { Portal } from './portal.ts';

export const listPolicies = async (portal: Portal, { token }: Session) =>
  (await succeed(portal, ['GET', 'policies'], contract.listPolicies.answers[200], { token })).body.policies;

export const policyIdOf = (policyNumber: string) => Buffer.from(policyNumber).toString('base64url');
const pathOf = (policyNumber: string) => `policies/${policyIdOf(policyNumber)}/eposta`;

/** Asks for electronic post; returns any answer. */
export const enrol = (portal: Portal, { token }: Session, policyNumber: string, consent = false) =>
  callApi(portal, 'PUT', pathOf(policyNumber), {
    token,
    body: consent ? { acceptPaymentMethodChange: true } : {},
  });

export const endEnrolment = (portal: Portal, { token }: Session, policyNumber: string) =>
  callApi(portal, 'DELETE', pathOf(policyNumber), { token });

/** A later registry file that says of one policy of a customer what `changes` say. */
export async function reportPolicy(
  portal: Portal,
  { customerId, identity, policies }: Customer,
  policyNumber: string,
  changes: Readonly<Record<string, string>>,
) {
  // S3 gives the time of an upload in whole seconds: this file is later than the last one.
  await advance(portal, 'PT1S');
  const policy = policies.find((one) => one.policyNumber === policyNumber);
  return uploadRegistry(portal, [csvLine({ ...identity, ...policy, customerId, ...changes })]);
}

const changeSchema = v.looseObject({ id: v.string(), type: v.string(), customerId: v.string() });

async function changesOf(portal: Portal, customerId: string) {
  const keys = (await keysUnder(portal, 'changes/')).sort();
  const texts = await Promise.all(keys.map((key) => readObject(portal, key)));
  return texts
    .map((text) => v.parse(changeSchema, JSON.parse(text?.toString() ?? 'null')))
    .filter((change) => change.customerId === customerId);
}

/** The customer's change files, in their order, once there are so many. A minute later there must be no more. */
export async function publishedChanges(portal: Portal, { customerId }: Customer, count: number) {
  await advance(portal, 'PT1M');
  if (count > 0)
    await eventually(`${count} change files`, async () =>
      (await changesOf(portal, customerId)).length >= count ? true : undefined,
    );
  await advance(portal, 'PT1M');
  return changesOf(portal, customerId);
}
