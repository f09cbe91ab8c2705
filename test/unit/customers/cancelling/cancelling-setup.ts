import { AdminGetUserCommand, UserNotFoundException } from '@aws-sdk/client-cognito-identity-provider';
import { ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { poolId } from 'template-host/testing/cognito-pool-builder';
import { bucketName, startS3 } from 'template-host/testing/s3-start';
import { dynamoCancellations } from '#shared/customers/cancelling/dynamo-cancellations.ts';
import type { FinishCancellingNeeds } from '#shared/customers/cancelling/finish-cancelling.ts';
import { rememberEnrolled } from '#shared/customers/registration/dynamo-enrolment-parts.ts';
import { s3DocumentVersions } from '#shared/documents/retention/s3-document-versions.ts';
import { dynamoWaitingCorrections } from '#shared/helpdesk/corrections/dynamo-waiting-corrections.ts';
import type { Session } from '#shared/platform/http/endpoint.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { authenticityKey, documentKey, enrolmentKey, guardKey } from '#shared/platform/tables/portal-keys.ts';
import { anApiCall } from '#test/builders/api-call.ts';
import { actTablesIn } from '#test/builders/audit.ts';
import { customerId, password, setupAccount, username } from '#test/support/account-setup.ts';
import { cancelRegistration } from '../../../../functions/cancel-registration/cancel-registration.ts';

export const policies = ['P/0001', 'P 2'];
export const othersPolicy = 'P-3';
/** When the policies were enrolled. */
export const since = '2020-01-31T09:00:00.000Z';

/** A customer with two enrolled policies, one that belongs to another account now, and documents in the bucket. */
export async function setupCancelling({ documents = 3 }: { documents?: number } = {}) {
  const world = await setupAccount();
  const s3 = await startS3();
  const { accountId, put } = world;

  const upload = async (key: string) => {
    const { VersionId: versionId } = await s3.client.send(
      new PutObjectCommand({ Bucket: bucketName, Key: key, Body: '%PDF-1.7' }),
    );
    return { key, versionId };
  };
  for (const policyNumber of policies)
    await put(enrolmentKey(policyNumber), { policyNumber, accountId, customerId, since });
  await put(enrolmentKey(othersPolicy), { policyNumber: othersPolicy, accountId: 'other', customerId: 'C-2', since });
  for (let n = 0; n < documents; n++) {
    const delivered = await upload(`documents/P/0001/${n % 2}.pdf`);
    await put(documentKey(accountId, `0${n}`), { ...delivered, documentId: `0${n}` });
  }
  const others = await upload('documents/P/0001/0.pdf');
  await put({ pk: `ACCOUNT#${accountId}`, sk: 'UPLOAD#1' }, { documentId: '00' });
  await put(authenticityKey('f00'), { kind: 'invoice', uploadedAt: '2027-01-01T00:00:00.000Z' });
  await put(guardKey(username), { version: 1, strikes: 1, leases: {}, settled: [] });
  await transact(world.dynamo, { account: rememberEnrolled(world.table, accountId, ['P/0001']) });
  await transact(world.dynamo, { account: rememberEnrolled(world.table, accountId, ['P 2', othersPolicy]) });

  const asked: string[] = [];
  const needs: FinishCancellingNeeds = {
    cancellations: dynamoCancellations(world.dynamo, world.table),
    corrections: dynamoWaitingCorrections(world.dynamo, actTablesIn(world.table)),
    versions: s3DocumentVersions(s3.client, bucketName),
    credentials: world.credentials,
    turns: world.turns,
    mailer: world.mailer,
    origin: world.origin,
    now: world.now,
  };
  return {
    ...world,
    needs,
    upload,
    asked,
    others,
    /** An endpoint over these needs; each call as the session given. */
    endpoint(over: Partial<FinishCancellingNeeds> = {}) {
      const handle = httpApi(
        cancelRegistration({
          ...needs,
          ...over,
          accounts: world.accounts,
          checkPassword: world.checkPassword,
          devices: world.devices,
          pool: world.userPool,
          finishing: { put: async (id) => void asked.push(id) },
        }),
      );
      return (session: Session, typed = password) => anApiCall(handle, { session, body: { password: typed } });
    },
    /** Everything that is left, sorted. */
    async left() {
      const items = await world.scan();
      const { Versions: versions = [] } = await s3.client.send(new ListObjectVersionsCommand({ Bucket: bucketName }));
      const users = await world.sdk.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: username })).then(
        () => 1,
        (error: unknown) => {
          if (error instanceof UserNotFoundException) return 0;
          throw error;
        },
      );
      return {
        items: items
          .filter(({ pk }) => pk !== 'CHANGES')
          .map(({ pk }) => String(pk))
          .sort(),
        changes: items
          .filter(({ pk }) => pk === 'CHANGES')
          .map(({ type, policyNumber = '', customerId: of }) => `${type} ${policyNumber} ${of}`)
          .sort(),
        versions: versions.map(({ VersionId: id }) => id),
        users,
        everything: JSON.stringify(items),
      };
    },
  };
}
