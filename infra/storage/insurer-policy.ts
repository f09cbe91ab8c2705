import { CfnOutput } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { type InsurerFile, insurerFiles, topFolders } from '#shared/insurer/files.ts';
import type { DocumentsBucket } from './documents-bucket.ts';

const prefixesBy = (writer: InsurerFile['writtenBy']) =>
  insurerFiles.filter(({ writtenBy }) => writtenBy === writer).map(({ prefix }) => prefix);
/** What the insurer's systems put in and collect. */
export const comingIn = prefixesBy('insurer');
export const goingOut = topFolders(prefixesBy('portal'));

/**
 * Grants what the insurer's systems do, and no more: put files in, collect files (R9). They cannot read what they put in, and
 * delete nothing. They may list the whole bucket, which holds nothing but these files: tools look at the bucket and at its top
 * before they work (R9.4a). An administrator attaches it to the systems' role.
 */
export function insurerPolicy(scope: Construct, { bucket }: DocumentsBucket) {
  const under = (prefixes: readonly string[]) => prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`));
  const policy = new ManagedPolicy(scope, 'insurer-systems', {
    description: 'The files that the systems of the insurer exchange with the customer portal',
    statements: [
      new PolicyStatement({ actions: ['s3:PutObject', 's3:AbortMultipartUpload'], resources: under(comingIn) }),
      new PolicyStatement({ actions: ['s3:GetObject'], resources: under(goingOut) }),
      new PolicyStatement({ actions: ['s3:ListBucket', 's3:GetBucketLocation'], resources: [bucket.bucketArn] }),
    ],
  });
  new CfnOutput(scope, 'InsurerPolicyArn', { value: policy.managedPolicyArn });
}
