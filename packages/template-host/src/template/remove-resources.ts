import type { Services } from '../services.ts';
import type { PlayedTemplate } from './play-template.ts';

/**
 * Removes what a stack's resources keep, as DeleteStack does, and takes each out of `resources` as it goes: a removal that is
 * refused half-way can be repeated. What keeps nothing goes with the stack's players.
 * @throws AwsError for a bucket that is not empty and for what is protected against deletion
 */
export async function removeResources(services: Services, resources: PlayedTemplate['resources']): Promise<void> {
  for (const [logicalId, { type, ref, attributes }] of [...resources].reverse()) {
    if (type === 'AWS::S3::Bucket') await services.s3.removeBucket(ref);
    else if (type === 'AWS::DynamoDB::Table' || type === 'AWS::DynamoDB::GlobalTable')
      services.dynamodb.deleteTable(ref);
    else if (type === 'AWS::Cognito::UserPool') services.cognito.deletePool(ref);
    else if (type === 'AWS::SQS::Queue' && typeof attributes?.Arn === 'string')
      services.sqs.deleteQueue(attributes.Arn);
    resources.delete(logicalId);
  }
}
