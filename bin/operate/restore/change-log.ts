import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { type Change, changeSchema } from '#shared/insurer/changes/change.ts';
import { changeFiles } from '#shared/insurer/files.ts';
import type { Enrolment } from '#shared/policies/enrolment.ts';

const fileSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ id: v.string() }),
  v.transform(({ id, ...content }): unknown => ({ ...content, changeId: id })),
  changeSchema,
);

/**
 * The changes published since a time, in the order in which they happened. Their files are the portal's memory outside its table.
 */
export async function readChanges(client: S3Client, bucket: string, since: Date): Promise<readonly Change[]> {
  const changes: Change[] = [];
  // The day's folder sorts first; StartAfter is exclusive, and no key is as short as a folder.
  const StartAfter = `${changeFiles.prefix}${since.toISOString().slice(0, 10)}`;
  for await (const { Contents: contents = [] } of paginateListObjectsV2(
    { client },
    { Bucket: bucket, Prefix: changeFiles.prefix, StartAfter },
  ))
    for (const { Key: key } of contents) {
      const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const change = v.parse(fileSchema, await body?.transformToString());
      if (Date.parse(change.at) >= since.getTime()) changes.push(change);
    }
  return changes.sort((one, other) => (one.changeId < other.changeId ? -1 : 1));
}

/** A policy's electronic post after the changes; `endedAt`: when it ended, in whatever account. */
type LastEnrolment =
  | { readonly enrolment: Omit<Enrolment, 'accountId'> }
  | { readonly policyNumber: string; readonly endedAt: string };

/** Each policy's electronic post after the changes, given in their order. */
export function lastEnrolments(changes: readonly Change[]): ReadonlyMap<string, LastEnrolment> {
  const last = new Map<string, LastEnrolment>();
  for (const change of changes) {
    if (change.type === 'registration-cancelled' || change.type === 'registration-contested') continue;
    const { policyNumber, customerId, at } = change;
    const current = last.get(policyNumber);
    if (change.type === 'eposta-ended') last.set(policyNumber, { policyNumber, endedAt: at });
    else if (change.type === 'eposta-enrolled')
      last.set(policyNumber, { enrolment: { policyNumber, customerId, since: at } });
    else if (current && 'enrolment' in current && current.enrolment.since === at) {
      const requested = { requestedPaymentMethod: change.to, requestedAt: change.consentAt };
      last.set(policyNumber, { enrolment: { ...current.enrolment, ...requested } });
    }
  }
  return last;
}
