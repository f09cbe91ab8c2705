import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recordedReleases, unpackRelease } from '#test/support/former-release/former-release.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { lockedUntil, trySignIn } from '#test/support/portal/credentials.ts';
import { linkDocument, listDocuments, sessionOf, signInWith } from '#test/support/portal/customer.ts';
import { allWorkedOff, aPdf, uploadDocument } from '#test/support/portal/insurer.ts';
import { openPortal } from '#test/support/portal/portal.ts';

const hour = 3_600_000;

it.each(await recordedReleases())(
  'this release as an update of %s keeps every document, session and lock, and goes on with them',
  async (release) => {
    const directory = await mkdtemp(join(tmpdir(), 'former-release-'));
    const former = await unpackRelease(release, directory);
    const portal = await openPortal(undefined, {
      directory,
      startsAt: new Date(Date.parse(former.recordedAt) + hour),
    });
    try {
      // The session goes on, and so does what it read.
      const session = sessionOf(await callApi(portal, 'POST', 'session/refresh', { cookie: former.cookie }));
      const [document] = (await listDocuments(portal, session)).documents;
      expect(document?.sha256).toBe(former.sha256);
      const link = await linkDocument(portal, session, document?.documentId ?? '');
      const bytes = Buffer.from(await (await fetch(link.url)).arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(former.sha256);

      const locked = await trySignIn(portal, former.guessed.username, former.guessed.password);
      expectProblem(locked, 'locked');
      expect(lockedUntil(locked)).toBe(former.guessed.lockedUntil);

      // The password, the enrolment and the pair of contacts are found as before.
      const { username, password, policyNumber, email, mobile } = former.reader;
      await signInWith(portal, username, password);
      await uploadDocument(portal, policyNumber, aPdf());
      await allWorkedOff(portal);
      expect((await listDocuments(portal, session)).documents).toHaveLength(2);
      expect((await callApi(portal, 'POST', 'recoveries', { body: { email, mobile } })).status).toBe(202);
      await allWorkedOff(portal);
      expectProblem(await callApi(portal, 'GET', 'account', { token: session.token }), 'session-ended');
    } finally {
      await portal.close();
      await rm(directory, { recursive: true, force: true });
    }
  },
);
