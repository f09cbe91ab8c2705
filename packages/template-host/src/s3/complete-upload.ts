import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { AwsRequest } from '../aws/service.ts';
import { type Operation, xmlResponse } from './call.ts';
import { checksumOf, createDigest, type Digest } from './checksums.ts';
import { admitWrite } from './conditions.ts';
import { versionIdHeader } from './object-headers.ts';
import { claimedChecksum } from './payload.ts';
import { badDigest, invalidRequest, malformedXml, noSuchUpload, S3Error } from './s3-error.ts';
import { headerOf } from './s3-request.ts';
import { partChecksum, uploadIdOf } from './upload-parts.ts';
import type { OpenUpload } from './uploads.ts';
import type { Checksum, Part, Upload } from './version.ts';
import { parseXml, textElement, xmlDocument } from './xml.ts';

const smallestPart = 5 * 1024 * 1024; // bytes; only the last part may be smaller

const completionSchema = v.object({
  CompleteMultipartUpload: v.object({
    Part: v.pipe(
      v.array(
        v.looseObject({
          PartNumber: v.pipe(v.string(), v.trim(), v.regex(/^\d{1,5}$/), v.transform(Number)),
          ETag: v.string(),
        }),
      ),
      v.minLength(1),
    ),
  }),
});

type NamedPart = v.InferOutput<typeof completionSchema>['CompleteMultipartUpload']['Part'][number];

function parseCompletion(request: AwsRequest): readonly NamedPart[] {
  const parsed = v.safeParse(completionSchema, parseXml(request.body));
  if (!parsed.success) throw malformedXml();
  return parsed.output.CompleteMultipartUpload.Part;
}

/** The parts that a completion names, in its order. Throws InvalidPartOrder, InvalidPart, EntityTooSmall, InvalidRequest. */
function choiceOfParts({ upload, parts }: OpenUpload, named: readonly NamedPart[]): readonly Part[] {
  if (named.some((one, index) => index > 0 && one.PartNumber <= (named[index - 1]?.PartNumber ?? 0))) {
    throw new S3Error(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
      400,
    );
  }
  const chosen = named.map((one) => matchPart(upload, parts.get(one.PartNumber), one));
  const small = chosen.slice(0, -1).find((part) => part.size < smallestPart);
  if (small) {
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400, {
      ProposedSize: small.size,
      MinSizeAllowed: smallestPart,
      PartNumber: small.number,
      ETag: small.etag,
    });
  }
  return chosen;
}

function matchPart(upload: Upload, part: Part | undefined, named: NamedPart): Part {
  const algorithm = (upload.checksum ?? part?.checksum)?.algorithm;
  const claimed = algorithm && named[`Checksum${algorithm.toUpperCase()}`];
  if (part && upload.checksum?.type === 'COMPOSITE' && claimed === undefined) {
    throw invalidRequest(
      `The upload was created using a ${algorithm} checksum. The complete request must include the checksum for each part. It was missing for part ${part.number} in the request.`,
    );
  }
  const isRight =
    part?.etag === named.ETag.trim().replaceAll('"', '') && (claimed === undefined || claimed === part.checksum?.value);
  if (part && isRight) return part;
  throw new S3Error(
    'InvalidPart',
    "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    400,
    { UploadId: upload.uploadId, PartNumber: named.PartNumber, ETag: named.ETag },
  );
}

function objectChecksum(upload: Upload, parts: readonly Part[], whole: Digest | undefined): Checksum | undefined {
  if (!upload.checksum) return undefined;
  const { algorithm, type } = upload.checksum;
  if (whole) return { algorithm, type, value: whole.value().toString('base64') };
  const values = parts.map((part) => Buffer.from(part.checksum?.value ?? '', 'base64'));
  return { algorithm, type, value: `${checksumOf(algorithm, Buffer.concat(values))}-${parts.length}` };
}

function checkClaims(request: AwsRequest, size: number, checksum: Checksum | undefined) {
  const claimedSize = headerOf(request, 'x-amz-mp-object-size');
  if (claimedSize !== undefined && Number(claimedSize) !== size) {
    throw invalidRequest('The provided x-amz-mp-object-size header value does not match what was computed.');
  }
  const claimed = claimedChecksum(request);
  if (claimed && checksum?.algorithm === claimed.algorithm && checksum.value !== claimed.value) {
    throw badDigest(`The ${claimed.algorithm} you specified did not match the calculated checksum.`);
  }
}

// Two parallel completions must not create two versions.
const underWay = new WeakSet<OpenUpload>();

/** CompleteMultipartUpload: joins the named parts into one object and drops the others. */
export const completeMultipartUpload: Operation = async ({ store, request, bucket, key, requestId }) => {
  const open = store.uploads.find(uploadIdOf(request), bucket.name, key);
  const admit = admitWrite(request, key);
  const parts = choiceOfParts(open, parseCompletion(request));
  if (underWay.has(open)) throw noSuchUpload(open.upload.uploadId);
  underWay.add(open);
  try {
    const { upload } = open;
    const whole = upload.checksum?.type === 'FULL_OBJECT' ? createDigest(upload.checksum.algorithm) : undefined;
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    const blob = await store.blobs.join(
      parts.map((part) => part.blob),
      (bytes) => whole?.update(bytes),
    );
    const checksum = objectChecksum(upload, parts, whole);
    const md5 = createHash('md5').update(Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex'))));
    const draft = {
      key,
      blob,
      size,
      etag: `${md5.digest('hex')}-${parts.length}`,
      headers: upload.headers,
      metadata: upload.metadata,
      ...(checksum ? { checksum } : {}),
    };
    const object = await store.commit(bucket, draft, 'ObjectCreated:CompleteMultipartUpload', requestId, (current) => {
      admit(current);
      checkClaims(request, size, checksum);
    });
    // After the commit: a crash in between leaves an upload to abort, never a lost object.
    store.uploads.end(upload.uploadId);
    await Promise.all([...open.parts.values()].map((part) => store.blobs.remove(part.blob)));
    const result = xmlDocument(
      'CompleteMultipartUploadResult',
      textElement('Location', request.path),
      textElement('Bucket', bucket.name),
      textElement('Key', key),
      textElement('ETag', `"${object.etag}"`),
      partChecksum(checksum),
      textElement('ChecksumType', checksum?.type),
    );
    return xmlResponse(result, {
      'x-amz-server-side-encryption': 'AES256',
      ...versionIdHeader(bucket.versioning, object),
    });
  } finally {
    underWay.delete(open);
  }
};

/** AbortMultipartUpload: deletes the parts; the key is unchanged. */
export const abortMultipartUpload: Operation = async ({ store, request, bucket, key }) => {
  const { upload } = store.uploads.find(uploadIdOf(request), bucket.name, key);
  const ended = store.uploads.end(upload.uploadId);
  await Promise.all([...(ended?.parts.values() ?? [])].map((part) => store.blobs.remove(part.blob)));
  return { status: 204 };
};
