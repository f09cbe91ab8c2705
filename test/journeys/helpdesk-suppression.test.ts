import { PutSuppressedDestinationCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { succeed } from '#test/support/portal/api.ts';
import { register, type Session } from '#test/support/portal/customer.ts';
import { addFault, clearFaults } from '#test/support/portal/faults.ts';
import { anAgent, auditOf, identify, refusedBy } from '#test/support/portal/helpdesk-agent.ts';
import { anInsuredPerson, aRegisteredPerson, aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, uploadDocument } from '#test/support/portal/insurer.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();
const ses = new SESv2Client({
  endpoint: portal.aws,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'owner', secretAccessKey: 'owner' },
});
/** As SES does after a complaint. */
const suppress = (EmailAddress: string) =>
  ses.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'COMPLAINT' }));
const accountOf = async ({ token }: Session) =>
  (await succeed(portal, ['GET', 'account'], contract.getAccount.answers[200], { token })).body;

it('R10.5 an address on the suppression list is seen and taken off it; mail arrives again, and the audit has who did it', async () => {
  const { customer, session } = await aSignedUpPerson(portal);
  const [{ policyNumber }] = customer.policies;
  await suppress(customer.email);
  await uploadDocument(portal, policyNumber, aPdf());
  await allWorkedOff(portal);
  expect(await accountOf(session)).toHaveProperty('mailUnreachableSince');
  const agent = await anAgent(portal, 'agent.kata');
  const identification = await identify(agent, customer.identity);

  expect(await agent(contract.showAccount, { identification })).toMatchObject({
    mailSuppression: { reason: 'complained', since: expect.any(String) },
  });
  expect(await agent(contract.liftSuppression, { identification })).toEqual({ wasSuppressed: true });

  expect(await agent(contract.showAccount, { identification })).not.toHaveProperty('mailSuppression');
  expect(await agent(contract.liftSuppression, { identification })).toEqual({ wasSuppressed: false });
  expect(await accountOf(session)).not.toHaveProperty('mailUnreachableSince');
  await uploadDocument(portal, policyNumber, aPdf());
  await allWorkedOff(portal);
  const { mails } = await agent(contract.showAccount, { identification });
  expect(mails).toMatchObject([{ purpose: 'new-document', outcome: 'delivered' }, { outcome: 'bounced' }]);
  const acts = (await auditOf(portal, customer.customerId)).map(({ what }) => what);
  const lifting = acts.filter((what) => String(what).includes('suppression'));
  expect(lifting).toEqual([
    ...['suppression-lift-asked', 'suppression-lifted'],
    ...['suppression-lift-asked', 'no-suppression-found'],
  ]);
});

it('R10.5 a caller whose confirmation mail never came is helped, too; who is not identified is not', async () => {
  const customer = await anInsuredPerson(portal);
  await suppress(customer.email);
  await register(portal, customer);
  const agent = await anAgent(portal, 'agent.kata');
  const unknown = { identification: 'AAAAAAAAAAAAAAAAAAAAAA' };
  expect(await refusedBy(agent, contract.liftSuppression, unknown)).toMatchObject({ status: 403 });
  const identification = await identify(agent, customer.identity);

  expect(await agent(contract.showAccount, { identification })).toMatchObject({
    state: 'pending',
    mailSuppression: { reason: 'complained' },
  });
  expect(await agent(contract.liftSuppression, { identification })).toEqual({ wasSuppressed: true });
});

it('R10.5 SES throttles its list: the account is shown all the same, and a lift is asked for again', async () => {
  const customer = await aRegisteredPerson(portal);
  const agent = await anAgent(portal, 'agent.kata');
  const identification = await identify(agent, customer.identity);
  const throttle = { error: 'TooManyRequestsException', status: 429, times: 10 };
  await addFault(portal, { service: 'ses', operation: 'GetSuppressedDestination', ...throttle });

  expect(await agent(contract.showAccount, { identification })).toMatchObject({
    state: 'active',
    mailSuppression: 'unknown',
  });
  expect(await refusedBy(agent, contract.liftSuppression, { identification })).toMatchObject({ status: 503 });
  await clearFaults(portal);
  expect(await agent(contract.liftSuppression, { identification })).toEqual({ wasSuppressed: false });
});
