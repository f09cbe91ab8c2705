import { PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { type InsurerFile, keyOfFile, type Written } from './files.ts';

/** Writes a file for the insurer, as JSON. Throws the SDK's error if S3 does not take it. */
export async function putInsurerFile(
  client: S3Client,
  bucket: string,
  file: InsurerFile & { readonly writtenBy: 'portal' },
  { name, content }: { readonly name: string; readonly content: object },
): Promise<Written> {
  const command = new PutObjectCommand({
    ...{ Bucket: bucket, Key: keyOfFile(file, name) },
    ...{ Body: JSON.stringify(content), ContentType: 'application/json' },
    ...(file.once ? { IfNoneMatch: '*' } : {}),
  });
  try {
    await client.send(command);
    return 'written';
  } catch (error) {
    const status = file.once && error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 412) return 'written-before';
    if (status === 409) return 'contended';
    throw error;
  }
}
