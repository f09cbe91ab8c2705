import * as v from 'valibot';
import { contract } from '#shared/contract/contract.ts';
import type { Customer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi } from '#test/support/portal/api.ts';
import { listDocuments, type Session, sessionOf, signUp } from '#test/support/portal/customer.ts';
import { anAgent, identify } from '#test/support/portal/helpdesk-agent.ts';
import { anInsuredPerson, aRegisteredPerson } from '#test/support/portal/insured-persons.ts';
import { aPdf, uploadDocument } from '#test/support/portal/insurer.ts';
import { aPasskeyHolder } from '#test/support/portal/passkeys.ts';
import type { Portal } from '#test/support/portal/portal.ts';

/** Real people and documents of a fuzzed portal, so that calls get past the checks. */
export type Live = {
  readonly token: string;
  readonly policyId: string;
  readonly documentId: string;
  readonly passkeyId: string;
  readonly agent: string;
  readonly identificationId: string;
};

type Reader = { readonly customer: Customer; readonly session: Session; readonly documentId: string };

/** Signs a customer up who has one document. */
async function aReader(portal: Portal, customer: Customer): Promise<Reader> {
  const session = await signUp(portal, customer);
  await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
  const { documentId } = await eventually(
    'the document',
    async () => (await listDocuments(portal, session)).documents[0],
  );
  return { customer, session, documentId };
}

/**
 * A signed-in customer with a document, and an identified caller. `live` returns the current ones: sessions and
 * identifications end, by the clock and by what the fuzzer does.
 */
export async function prepare(portal: Portal) {
  const customer = await anInsuredPerson(portal);
  let reader = await aReader(portal, customer);

  async function liveReader(): Promise<Reader> {
    const { customer: same, session, documentId } = reader;
    const answer = await callApi(portal, 'POST', 'session/refresh', { cookie: session.cookie });
    if (answer.status === 200) return { customer: same, session: sessionOf(answer), documentId };
    const next = await anInsuredPerson(portal);
    return aReader(portal, next);
  }

  let round = 0;
  return async (): Promise<Live> => {
    round += 1;
    reader = await liveReader();
    const { session, documentId } = reader;
    const { passkeyId } = await aPasskeyHolder(portal, reader.customer);
    const agent = `fuzz.${round}`;
    const caller = await aRegisteredPerson(portal);
    const identificationId = await identify(await anAgent(portal, agent), caller.identity);
    const policies = v.parse(
      contract.listPolicies.answers[200],
      (await callApi(portal, 'GET', 'policies', { token: session.token })).body,
    );
    const policyId = policies.policies[0]?.policyId ?? 'UC0x';
    return { token: session.token, policyId, documentId, passkeyId, agent, identificationId };
  };
}
