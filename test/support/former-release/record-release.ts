import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { aCustomer } from '#test/builders/customer.ts';
import { lockedUntil, trySignIn } from '#test/support/portal/credentials.ts';
import { signUp } from '#test/support/portal/customer.ts';
import { allWorkedOff, aPdf, registerAtInsurer, uploadDocument } from '#test/support/portal/insurer.ts';
import { openPortal } from '#test/support/portal/portal.ts';
import { packRelease } from './former-release.ts';

// Records this release, so that later ones are played as its update (test/journeys/former-release.test.ts):
// npm exec -- node test/support/former-release/record-release.ts <name>
const [release = ''] = process.argv.slice(2);
if (!/^[\w.-]+$/.test(release)) throw new Error('Give the release a name');
const directory = await mkdtemp(join(tmpdir(), 'record-release-'));
const portal = await openPortal(undefined, { directory });
const [reader, guessed] = [aCustomer(), aCustomer()];
const { policyNumber } = reader.policies[0];
const bytes = aPdf();
await registerAtInsurer(portal, reader, guessed);
await signUp(portal, guessed);
const { cookie, token } = await signUp(portal, reader);
await uploadDocument(portal, policyNumber, bytes);
await allWorkedOff(portal);
for (let tries = 0; tries < 2; tries++) await trySignIn(portal, guessed.username, 'a wrong password');
const locked = await trySignIn(portal, guessed.username, 'a wrong password');
// Each start publishes the pages again.
const Bucket = portal.outputs.WebsiteBucket;
const { Contents: pages = [] } = await portal.s3.send(new ListObjectsV2Command({ Bucket }));
for (const { Key } of pages) await portal.s3.send(new DeleteObjectCommand({ Bucket, Key }));
await portal.close();
const { username, password, email, mobile } = reader;
const size = await packRelease(
  {
    ...{ release, recordedAt: new Date().toISOString(), cookie, token },
    reader: { username, password, email, mobile, policyNumber },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    guessed: { username: guessed.username, password: guessed.password, lockedUntil: lockedUntil(locked) },
  },
  directory,
);
await rm(directory, { recursive: true });
console.log(`${size} bytes`);
