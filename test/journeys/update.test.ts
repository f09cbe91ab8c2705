import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aCustomer } from '#test/builders/customer.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { lockedUntil, trySignIn } from '#test/support/portal/credentials.ts';
import { linkDocument, listDocuments, sessionOf, signUp } from '#test/support/portal/customer.ts';
import { allWorkedOff, aPdf, registerAtInsurer, uploadDocument } from '#test/support/portal/insurer.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { stackWith } from '#test/support/portal/stack-with.ts';

/** As a stage is deployed at first. */
const first = { protection: 'off', webAcl: 'off', largestDocument: 1_000_000, userAuthenticationQuota: 60 };

let directory: string;
let portal: Portal;
let stack: Awaited<ReturnType<typeof stackWith>> | undefined;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'update-'));
  stack = await stackWith(first);
  portal = await openPortal(stack, { directory });
});
afterAll(async () => {
  await portal?.close();
  await stack?.remove();
  await rm(directory, { recursive: true, force: true });
});

/** The account goes on with the templates as they are now. */
async function update() {
  await portal.close();
  portal = await openPortal(undefined, { directory });
}

it('an update keeps every document, session and lock', async () => {
  const [reader, guessed] = [aCustomer(), aCustomer()];
  await registerAtInsurer(portal, reader, guessed);
  const session = await signUp(portal, reader);
  await signUp(portal, guessed);
  const [{ policyNumber }] = reader.policies;
  const bytes = aPdf();
  await uploadDocument(portal, policyNumber, bytes);
  await allWorkedOff(portal);
  for (let tries = 0; tries < 2; tries++) await trySignIn(portal, guessed.username, 'a wrong password');
  const locked = await trySignIn(portal, guessed.username, 'a wrong password');
  expectProblem(locked, 'locked');

  await update();

  const { documents } = await listDocuments(portal, session);
  expect(documents.map((document) => document.policyNumber)).toEqual([policyNumber]);
  const link = await linkDocument(portal, session, documents[0]?.documentId ?? '');
  expect(Buffer.from(await (await fetch(link.url)).arrayBuffer()).equals(bytes)).toBe(true);
  const refreshed = sessionOf(await callApi(portal, 'POST', 'session/refresh', { cookie: session.cookie }));
  expect((await listDocuments(portal, refreshed)).documents).toHaveLength(1);
  const still = await trySignIn(portal, guessed.username, guessed.password);
  expectProblem(still, 'locked');
  expect(lockedUntil(still)).toBe(lockedUntil(locked));
});
