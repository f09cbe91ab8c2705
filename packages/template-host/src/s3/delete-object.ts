import * as v from 'valibot';
import { AwsError, type AwsRequest } from '../aws/service.ts';
import { type Bucket, currentVersion, findVersion } from './bucket.ts';
import { type Call, type Operation, xmlResponse } from './call.ts';
import { admitDelete } from './conditions.ts';
import { versionIdHeader } from './object-headers.ts';
import { claimsChecksum, readPayload } from './payload.ts';
import { checkVersionId, versionIdOf } from './read-object.ts';
import { invalidRequest, malformedXml } from './s3-error.ts';
import { headerOf } from './s3-request.ts';
import { element, parseXml, textElement, xmlDocument } from './xml.ts';

type Target = { readonly key: string; readonly versionId?: string | undefined; readonly etag?: string | undefined };

async function deleteOne({ store, bucket, requestId }: Call, { key, versionId, etag }: Target) {
  admitDelete(etag, targetOf(bucket, key, versionId));
  return store.remove(bucket, key, checkVersionId(versionId), requestId);
}

const targetOf = (bucket: Bucket, key: string, versionId: string | undefined) =>
  versionId === undefined ? currentVersion(bucket, key) : findVersion(bucket, key, versionId);

/** DeleteObject: 204, whether or not there was an object. */
export const deleteObject: Operation = async (call) => {
  const { request, bucket, key } = call;
  const { version } = await deleteOne(call, {
    key,
    versionId: versionIdOf(request),
    etag: headerOf(request, 'if-match'),
  });
  return {
    status: 204,
    headers: {
      ...versionIdHeader(bucket.versioning, version),
      ...(version?.kind === 'marker' ? { 'x-amz-delete-marker': 'true' } : {}),
    },
  };
};

const deletionSchema = v.object({
  Delete: v.object({
    Object: v.pipe(
      v.array(v.object({ Key: v.string(), VersionId: v.optional(v.string()), ETag: v.optional(v.string()) })),
      v.maxLength(1000),
    ),
    Quiet: v.optional(v.string()),
  }),
});

/** The objects that a DeleteObjects request names. Throws MalformedXML. */
export function parseDeletion(request: AwsRequest): { targets: readonly Target[]; isQuiet: boolean } {
  const { bytes } = readPayload(request);
  const parsed = v.safeParse(deletionSchema, parseXml(bytes));
  if (!parsed.success) throw malformedXml();
  const { Object: objects, Quiet: quiet } = parsed.output.Delete;
  const targets = objects.map((one) => ({ key: one.Key, versionId: one.VersionId || undefined, etag: one.ETag }));
  return { targets, isQuiet: quiet?.trim() === 'true' };
}

/** DeleteObjects: deletes each by itself; a refused one does not stop the others. */
export const deleteObjects: Operation = async (call) => {
  if (headerOf(call.request, 'content-md5') === undefined && !claimsChecksum(call.request)) {
    throw invalidRequest('Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
  }
  const { targets, isQuiet } = parseDeletion(call.request);
  const results: string[] = [];
  for (const target of targets) {
    const result = await deletionResult(call, target);
    if (!isQuiet || result.startsWith('<Error>')) results.push(result);
  }
  return xmlResponse(xmlDocument('DeleteResult', ...results));
};

async function deletionResult(call: Call, target: Target): Promise<string> {
  const named = [textElement('Key', target.key), textElement('VersionId', target.versionId)];
  try {
    const { version, isMarkerMade } = await deleteOne(call, target);
    const isMarker = version?.kind === 'marker';
    return element(
      'Deleted',
      ...named,
      textElement('DeleteMarker', isMarker ? true : undefined),
      textElement('DeleteMarkerVersionId', isMarker || isMarkerMade ? version?.versionId : undefined),
    );
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return element('Error', ...named, textElement('Code', error.code), textElement('Message', error.message));
  }
}
