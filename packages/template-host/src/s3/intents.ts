import type { AwsRequest, Intent } from '../aws/service.ts';
import { parseDeletion } from './delete-object.ts';
import { operationOf } from './operations.ts';
import { copySource, headerOf, parseAddress } from './s3-request.ts';

const bucketArn = (bucket: string) => `arn:aws:s3:::${bucket}`;
const objectArn = (bucket: string, key: string) => `arn:aws:s3:::${bucket}/${key}`;

type Context = Record<string, readonly string[]>;

/** The condition keys that a request's query and headers set, by IAM's names. */
function contextOf(request: AwsRequest): Context {
  const context: Context = {};
  for (const name of ['prefix', 'delimiter', 'max-keys']) {
    const value = request.query.get(name);
    if (value !== null) context[`s3:${name}`] = [value];
  }
  const headers = ['x-amz-acl', 'x-amz-storage-class', 'x-amz-server-side-encryption', 'x-amz-metadata-directive'];
  for (const name of [...headers, 'x-amz-copy-source', 'if-none-match', 'if-match', 'x-amz-content-sha256']) {
    const value = headerOf(request, name);
    if (value !== undefined) context[`s3:${name}`] = [value];
  }
  return context;
}

const withVersion = (context: Context, versionId: string | null | undefined): Context =>
  versionId ? { ...context, 's3:VersionId': [versionId] } : context;

/**
 * Every permission that a request needs (AWS service authorization reference, "Actions, resources, and condition keys for Amazon
 * S3"): a version by its id has its own actions; a copy reads its source and writes its target.
 */
export function intentsOf(request: AwsRequest): readonly Intent[] {
  const operation = operationOf(request);
  const { bucket = '', key = '' } = parseAddress(request.path);
  const versionId = request.query.get('versionId');
  const context = withVersion(contextOf(request), versionId);
  const onBucket = (action: string): Intent => ({ action: `s3:${action}`, resource: bucketArn(bucket), context });
  const onObject = (action: string): Intent => ({ action: `s3:${action}`, resource: objectArn(bucket, key), context });
  const ofVersion = (plain: string, versioned: string) => onObject(versionId === null ? plain : versioned);
  const writing = () => [onObject('PutObject'), ...(headerOf(request, 'x-amz-acl') ? [onObject('PutObjectAcl')] : [])];

  switch (operation) {
    case 'Preflight':
      return [];
    case 'ListBuckets':
      return [{ action: 's3:ListAllMyBuckets', resource: '*' }];
    case 'HeadBucket':
    case 'ListObjectsV2':
      return [onBucket('ListBucket')];
    case 'ListObjectVersions':
      return [onBucket('ListBucketVersions')];
    case 'GetBucketLocation':
      return [onBucket('GetBucketLocation')];
    case 'GetObject':
    case 'HeadObject':
      return [ofVersion('GetObject', 'GetObjectVersion')];
    case 'PutObject':
    case 'CreateMultipartUpload':
      return writing();
    case 'UploadPart':
    case 'CompleteMultipartUpload':
      return [onObject('PutObject')];
    case 'CopyObject':
      return [sourceIntent(request, context), ...writing()];
    case 'AbortMultipartUpload':
      return [onObject('AbortMultipartUpload')];
    case 'DeleteObject':
      return [ofVersion('DeleteObject', 'DeleteObjectVersion')];
    case 'DeleteObjects':
      return parseDeletion(request).targets.map((target) => ({
        action: target.versionId ? 's3:DeleteObjectVersion' : 's3:DeleteObject',
        resource: objectArn(bucket, target.key),
        context: withVersion(context, target.versionId),
      }));
  }
}

function sourceIntent(request: AwsRequest, context: Context): Intent {
  const source = copySource(request);
  return {
    action: source?.versionId ? 's3:GetObjectVersion' : 's3:GetObject',
    resource: objectArn(source?.bucket ?? '', source?.key ?? ''),
    context: withVersion(context, source?.versionId),
  };
}
