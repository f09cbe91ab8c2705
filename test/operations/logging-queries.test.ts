import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unique } from '#test/builders/customer.ts';
import { csvFile, csvLine } from '#test/builders/registry.ts';
import { callApi } from '#test/support/portal/api.ts';
import { functionLogs, idle } from '#test/support/portal/control.ts';
import { listDocuments } from '#test/support/portal/customer.ts';
import { addFault, clearFaults } from '#test/support/portal/faults.ts';
import { aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, uploadDocument } from '#test/support/portal/insurer.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { putRegistryFile } from '#test/support/portal/registry-files.ts';
import { editedStack, withoutVariable } from '../journeys/edited-stack.ts';
import { fieldsOf, found, type Seen, seenAs } from './insights.ts';
import { queries, queriesFor, tableUnder } from './logging-guide.ts';

let portal: Portal;
let stack: Awaited<ReturnType<typeof editedStack>>;
let documentId: string;
let apiRequestId: string;
const rejectedFile = unique();

/** A day with what the queries look for: a portal whose end-sessions cannot start. */
beforeAll(async () => {
  stack = await editedStack(withoutVariable('end-sessions', 'PORTAL_TABLE'));
  portal = await openPortal(stack);
  const { customer, session } = await aSignedUpPerson(portal);
  await callApi(portal, 'POST', 'session', { body: { username: customer.username, password: 'not the password' } });
  await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
  await uploadDocument(portal, `P-${unique()}`, aPdf());
  await allWorkedOff(portal);
  const [document] = (await listDocuments(portal, session)).documents;
  documentId = document?.documentId ?? '';

  const { token } = session;
  await callApi(portal, 'DELETE', 'sessions', { token });
  const fail = (service: string, name: string, error: string) =>
    addFault(portal, { service, operation: '*', function: name, error, times: 99 });
  await addFault(portal, {
    ...{ service: 'dynamodb', operation: 'PutItem', function: 'link-document' },
    ...{ error: 'AccessDeniedException', times: 99 },
  });
  await callApi(portal, 'GET', `documents/${documentId}/link`, { token });
  await clearFaults(portal);
  await fail('dynamodb', 'list-policies', 'AccessDeniedException');
  const { headers } = await callApi(portal, 'GET', 'policies', { token });
  apiRequestId = headers.get('apigw-requestid') ?? '';
  await clearFaults(portal);
  await fail('cognito-idp', 'refresh-session', 'TooManyRequestsException');
  await callApi(portal, 'POST', 'session/refresh', { cookie: session.cookie });
  await clearFaults(portal);
  await putRegistryFile(portal, rejectedFile, csvFile(csvLine({ product: 'x' })));
  await allWorkedOff(portal);
  await idle(portal);
});
afterAll(async () => {
  await portal?.close();
  await stack?.remove();
});

const lines = async (): Promise<Seen[]> => (await functionLogs(portal)).map(({ line, at }) => seenAs(line, at));
const accessLog = async (): Promise<Seen[]> => {
  const written = await (await fetch(`${portal.url}/_local/access-log`)).json();
  return v.parse(v.array(v.looseObject({})), written);
};
/** What the only query for a promise finds. */
async function foundFor(promise: string): Promise<Seen[]> {
  const [query = '', ...others] = queriesFor(promise);
  expect(others).toEqual([]);
  return found(query, await lines());
}

describe('docs/logging.md, on the log of a day', () => {
  it('one request: its route in the access log, its cause in the function’s', async () => {
    const [ofApi = '', ofFunction = ''] = queriesFor('One request').map((query) =>
      query.replace('<apigw-requestid>', apiRequestId),
    );
    expect(apiRequestId).not.toBe('');
    expect(found(ofApi, await accessLog())).toMatchObject([{ route: 'GET /api/policies', status: expect.anything() }]);
    expect(found(ofFunction, await lines())).toMatchObject([
      { operation: 'list-policies', status: 500, outcome: 'unexpected', error: 'AccessDeniedException' },
    ]);
  });

  it('one invocation: all that it wrote', async () => {
    const [line] = found('filter operation = "list-policies" and status = 500', await lines());
    const [query = ''] = queriesFor('All that one invocation');
    const all = found(query.replaceAll('<id>', String(line?.requestId)), await lines());
    expect(all).toEqual(expect.arrayContaining([line]));
  });

  it('the last hour’s failures', async () => {
    const failed = await foundFor('Failures of the last hour');
    expect(failed).toEqual(
      expect.arrayContaining([expect.objectContaining({ operation: 'list-policies', level: 'error' })]),
    );
    expect(failed.filter(({ outcome }) => outcome === 'ok')).toEqual([]);
  });

  it('a function that cannot start, and no other line', async () => {
    const crashed = await foundFor('Functions that crash');
    expect(crashed.length).toBeGreaterThan(0);
    for (const line of crashed) expect(line['@message']).toContain('needs the variable PORTAL_TABLE');
  });

  it('busy calls, with what was busy', async () => {
    expect(await foundFor('Why calls were answered')).toEqual(
      expect.arrayContaining([expect.objectContaining({ operation: 'refresh-session', reason: 'pool-busy' })]),
    );
  });

  it('registry files, by name', async () => {
    const files = await foundFor('What became of the insurer’s registry files'.replace('’', "'"));
    expect(files).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          file: rejectedFile,
          outcome: 'nothing-imported',
          rows: 1,
          rejected: 1,
          rejectedPercent: 100,
        }),
      ]),
    );
    expect(files.length).toBeGreaterThan(1);
  });

  it('a document, by its id, and deliveries', async () => {
    const [byId = '', deliveries = ''] = queriesFor('What happened to a document');
    expect(found(byId.replace('<documentId>', documentId), await lines())).toMatchObject([
      { operation: 'link-document' },
    ]);
    expect(found(deliveries, await lines()).map(({ outcome }) => outcome)).toEqual(
      expect.arrayContaining(['announced', 'refused-unknown-policy']),
    );
  });

  it('what became of uploads', async () => {
    const outcomes = (await foundFor('What became of uploads')).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(expect.arrayContaining(['announced', 'refused-unknown-policy']));
  });

  it('how long endpoints take', async () => {
    const requests = await foundFor('Which endpoints');
    expect(new Set(requests.map(({ operation }) => operation)).size).toBeGreaterThan(5);
    for (const { durationMs } of requests) expect(durationMs).toEqual(expect.any(Number));
  });

  it('wrong passwords', async () => {
    expect(await foundFor('Wrong passwords')).toMatchObject([{ operation: 'sign-in', outcome: 'wrong-credentials' }]);
  });

  it('no other query is documented, and each shows only fields that lines have', () => {
    expect(queries.size).toBe(10);
    const known = [...tableUnder('Fields'), '@timestamp', '@message', 'route', 'ms'];
    for (const query of [...queries.values()].flat())
      expect(
        fieldsOf(query).filter((field) => !known.includes(field)),
        query,
      ).toEqual([]);
  });
});
