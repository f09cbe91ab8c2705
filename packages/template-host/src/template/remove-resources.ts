import type { Services } from '../services.ts';
import type { PlayedTemplate } from './play-template.ts';

/**
 * Removes the state of a stack's resources, as DeleteStack does. Resources without state end with the stack's players.
 *
 * @throws AwsError for a bucket that is not empty and for a resource with deletion protection
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
