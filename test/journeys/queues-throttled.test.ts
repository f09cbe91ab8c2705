import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { type WorkerName, workerQueues } from '#shared/platform/access.ts';
import { aCustomer, unique } from '#test/builders/customer.ts';
import { csvFile, csvLine } from '#test/builders/registry.ts';
import { eventually } from '#test/support/eventually.ts';
import { cancel, remains } from '#test/support/portal/cancelling.ts';
import { advance, functionLogs } from '#test/support/portal/control.ts';
import { askForRecovery } from '#test/support/portal/credentials.ts';
import { chooseFirstPassword, lastMailTo, listDocuments, signUp } from '#test/support/portal/customer.ts';
import { addFaults, clearFaults, functionName } from '#test/support/portal/faults.ts';
import { allWorkedOff, aPdf, registerAtInsurer, uploadDocument } from '#test/support/portal/insurer.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { depth } from '#test/support/portal/queues.ts';
import { putRegistryFile } from '#test/support/portal/registry-files.ts';

const portal = await portalOfFile();
const workers = Object.keys(workerQueues) as WorkerName[];

/** What a worker wrote of its messages, oldest first. */
const linesOf = async (worker: WorkerName): Promise<readonly string[]> =>
  (await functionLogs(portal))
    .filter((each) => each.function === functionName(portal, worker) && each.line.includes('"message":"message"'))
    .map(({ line }) => line);
const handedOn = async (worker: WorkerName) =>
  (await linesOf(worker)).filter((line) => line.includes('"outcome":"handed-on"')).length;

const isEmpty = ({ waiting, givenOut }: Awaited<ReturnType<typeof depth>>) => waiting + givenOut === 0;

it('R5.1a a table that throttles parks nothing in any queue: each message goes on as a new one, and all is done', async () => {
  const [reader, leaver, newcomer] = [aCustomer(), aCustomer(), aCustomer()];
  await registerAtInsurer(portal, reader, leaver, newcomer);
  await signUp(portal, reader);
  const leaving = await signUp(portal, leaver);
  const [{ policyNumber }] = reader.policies;
  const withdrawn = await uploadDocument(portal, policyNumber, aPdf());
  const ofLeaver = await uploadDocument(portal, leaver.policies[0].policyNumber, aPdf());
  await allWorkedOff(portal);
  const throttle = { service: 'dynamodb', operation: '*', error: 'ThrottlingException', times: 10_000 };

  await addFaults(
    portal,
    workers.map((worker) => ({ ...throttle, function: worker })),
  );
  await putRegistryFile(portal, unique(), csvFile(csvLine({ policyNumber: `P-${unique()}` })));
  await uploadDocument(portal, policyNumber, aPdf());
  await portal.s3.send(
    new PutObjectCommand({
      Bucket: portal.outputs.DocumentsBucket,
      Key: `${withdrawn.key.replace('documents/', 'withdraw/')}.json`,
      Body: JSON.stringify({ reason: 'Tévedés' }),
    }),
  );
  expect((await askForRecovery(portal, reader.email, reader.mobile)).status).toBe(202);
  // Its mail and its SMS are followed. The queue gets each cancelled account once more, a minute later.
  await signUp(portal, newcomer);
  const left = { customer: leaver, session: leaving, upload: ofLeaver };
  await cancel(portal, left);
  await advance(portal, 'PT1M');
  for (const worker of workers)
    await eventually(`${worker} hands on`, async () => (await handedOn(worker)) > 1 || undefined, portal);
  await clearFaults(portal);
  await advance(portal, 'PT10S');
  for (const worker of workers)
    await eventually(`${worker} is done`, async () => isEmpty(await depth(portal, worker)) || undefined, portal);

  expect(await remains(portal, left)).toEqual([]);
  const { text } = await lastMailTo(portal, reader.email, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}\s*$/m);
  const temporary = /^[a-z2-9]{4}(-[a-z2-9]{4}){3}/m.exec(text)?.[0] ?? '';
  const chosen = { ...reader, password: `új jelszó ${unique(10)}` };
  const { documents } = await listDocuments(portal, await chooseFirstPassword(portal, chosen, temporary));
  expect(documents.map(({ withdrawnAt }) => withdrawnAt !== undefined)).toEqual([false, true]);
  for (const worker of workers) {
    const lines = await linesOf(worker);
    expect(
      lines.filter((line) => !line.includes('"receiveCount":1,')),
      worker,
    ).toEqual([]);
    expect(
      lines.filter((line) => line.includes('"level":"error"')),
      worker,
    ).toEqual([]);
    expect(await depth(portal, `${worker}-parked`), worker).toEqual({ waiting: 0, givenOut: 0 });
  }
});
