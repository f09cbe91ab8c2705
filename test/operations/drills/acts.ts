import type { aCustomer } from '#test/builders/customer.ts';
import { addFault, clearFaults, type Fault } from '#test/support/portal/faults.ts';
import { aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, uploadDocument } from '#test/support/portal/insurer.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { passUntilEmpty } from '#test/support/portal/queues.ts';
import { type Alarm, alarms } from '../watched-portal.ts';

/** Somebody with an account, whose mails and messages are out. */
export async function signedUp(portal: Portal) {
  const { customer, session } = await aSignedUpPerson(portal);
  await allWorkedOff(portal);
  return { customer, session };
}

/** A document for the customer, whatever comes of it. */
export const send = (portal: Portal, { policies: [{ policyNumber }] }: ReturnType<typeof aCustomer>) =>
  uploadDocument(portal, policyNumber, aPdf());

/** Somebody with an account and a document that has arrived. `key`: of the document's upload. */
export async function withDocument(portal: Portal) {
  const somebody = await signedUp(portal);
  const { key } = await send(portal, somebody.customer);
  await allWorkedOff(portal);
  return { ...somebody, key };
}

/** AWS fails, for a function or for everybody, until it is mended; every operation of the service where none is named. */
export const fails = (portal: Portal, fault: Pick<Fault, 'service'> & Partial<Fault>) =>
  addFault(portal, { operation: '*', times: 99_999, ...fault });

/** AWS works again, and what waited for a worker is worked off. */
export async function worksAgain(portal: Portal, worker: Parameters<typeof passUntilEmpty>[1]): Promise<void> {
  await clearFaults(portal);
  await passUntilEmpty(portal, worker);
}

/** Whether an alarm is in this state. */
export const alarmIs = (heading: string, state: Alarm['state']) => async (portal: Portal) =>
  (await alarms(portal)).some((alarm) => alarm.heading === heading && alarm.state === state);
