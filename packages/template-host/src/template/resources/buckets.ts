import * as v from 'valibot';
import { localRegion } from '../../aws/service.ts';
import type { Clock } from '../../clock.ts';
import { testEvent } from '../../s3/event-record.ts';
import type { S3, S3Event } from '../../s3/s3.ts';
import type { Sqs } from '../../sqs/sqs.ts';
import { isJson, isJsonObject, type Json } from '../json.ts';
import { TemplateError } from '../load-template.ts';
import { physicalName } from '../physical-name.ts';
import type { Resource } from '../play-template.ts';
import { readProperties } from '../read-properties.ts';
import { createResourcePolicies } from '../resource-policy.ts';
import type { PlayerSet } from './player-set.ts';
import type { Queues } from './queues.ts';

const corsRule = v.object({
  AllowedOrigins: v.array(v.string()),
  AllowedMethods: v.array(v.string()),
  AllowedHeaders: v.optional(v.array(v.string())),
  ExposedHeaders: v.optional(v.array(v.string())),
  MaxAge: v.optional(v.number()),
});
const lifecycleRule = v.looseObject({
  Status: v.string(),
  Prefix: v.optional(v.string()),
  ExpirationInDays: v.optional(v.number()),
  ExpiredObjectDeleteMarker: v.optional(v.boolean()),
  NoncurrentVersionExpiration: v.optional(v.object({ NoncurrentDays: v.number() })),
});
const queueConfiguration = v.object({
  Event: v.string(),
  Queue: v.string(),
  Filter: v.optional(
    v.object({ S3Key: v.object({ Rules: v.array(v.object({ Name: v.string(), Value: v.string() })) }) }),
  ),
});
const bucketSchema = v.object({
  BucketName: v.optional(v.string()),
  VersioningConfiguration: v.optional(v.object({ Status: v.picklist(['Enabled', 'Suspended']) })),
  CorsConfiguration: v.optional(v.object({ CorsRules: v.array(corsRule) })),
  LifecycleConfiguration: v.optional(v.object({ Rules: v.array(lifecycleRule) })),
  // Topics and functions as targets are not played. The schema is strict, so that they are not ignored.
  NotificationConfiguration: v.optional(
    v.strictObject({
      QueueConfigurations: v.optional(v.array(queueConfiguration), []),
      // Rules for such events are refused (schedules.ts), so nobody waits for one.
      EventBridgeConfiguration: v.optional(v.looseObject({})),
    }),
  ),
});
const policySchema = v.object({
  Bucket: v.string(),
  PolicyDocument: v.custom<Json>((value) => isJson(value) && isJsonObject(value), 'not a policy'),
});

type Notification = { bucket: string; event: string; queueArn: string; prefix: string; suffix: string };

/** Buckets, their policies, and their events to queues. */
export function playBuckets(
  stackName: string,
  { clock, s3, sqs, queues }: { clock: Clock; s3: S3; sqs: Sqs; queues: Queues },
) {
  const policies = createResourcePolicies();
  const notifications: Notification[] = [];

  function announce(
    resource: Resource,
    bucket: string,
    configurations: readonly v.InferOutput<typeof queueConfiguration>[],
  ) {
    for (const { Event, Queue, Filter } of configurations) {
      // Like S3, refuses the bucket's configuration if its queue does not admit S3.
      if (!queues.takesFrom(Queue, 's3.amazonaws.com', `arn:aws:s3:::${bucket}`)) {
        const at = `${resource.logicalId}.NotificationConfiguration`;
        throw new TemplateError(at, `the policy of ${Queue} does not let S3 send for this bucket`);
      }
      const rule = (name: string) => Filter?.S3Key.Rules.find(({ Name }) => Name.toLowerCase() === name)?.Value ?? '';
      notifications.push({ bucket, event: Event, queueArn: Queue, prefix: rule('prefix'), suffix: rule('suffix') });
    }
  }

  const players: PlayerSet = {
    async 'AWS::S3::Bucket'(resource) {
      const properties = readProperties(resource, bucketSchema);
      const name = properties.BucketName ?? physicalName(stackName, resource.logicalId, 63).toLowerCase();
      const configurations = properties.NotificationConfiguration?.QueueConfigurations ?? [];
      announce(resource, name, configurations);
      await s3.createBucket(name, {
        versioned: properties.VersioningConfiguration?.Status === 'Enabled',
        cors: (properties.CorsConfiguration?.CorsRules ?? []).map((rule) => ({
          allowedOrigins: rule.AllowedOrigins,
          allowedMethods: rule.AllowedMethods,
          allowedHeaders: rule.AllowedHeaders ?? [],
          exposedHeaders: rule.ExposedHeaders ?? [],
          ...(rule.MaxAge === undefined ? {} : { maxAge: rule.MaxAge }),
        })),
        lifecycle: (properties.LifecycleConfiguration?.Rules ?? [])
          .filter(({ Status }) => Status === 'Enabled')
          .map((rule) => ({
            ...(rule.Prefix === undefined ? {} : { prefix: rule.Prefix }),
            ...(rule.ExpirationInDays === undefined ? {} : { expirationDays: rule.ExpirationInDays }),
            ...(rule.ExpiredObjectDeleteMarker === undefined
              ? {}
              : { removesLoneMarkers: rule.ExpiredObjectDeleteMarker }),
            ...(rule.NoncurrentVersionExpiration === undefined
              ? {}
              : { noncurrentDays: rule.NoncurrentVersionExpiration.NoncurrentDays }),
          })),
      });
      // A stack that starts again on its kept state, unchanged, sets nothing up.
      if (s3.setNotifications(name, configurations.length === 0 ? '' : JSON.stringify(configurations)))
        for (const queueArn of new Set(configurations.map(({ Queue }) => Queue)))
          sqs.sendMessage(queueArn, JSON.stringify(testEvent(name, clock.now())));
      const domain = `${name}.s3.amazonaws.com`;
      const regional = `${name}.s3.${localRegion}.amazonaws.com`;
      const Arn = `arn:aws:s3:::${name}`;
      return { ref: name, attributes: { Arn, DomainName: domain, RegionalDomainName: regional } };
    },
    'AWS::S3::BucketPolicy'(resource) {
      const { Bucket, PolicyDocument } = readProperties(resource, policySchema);
      policies.add([Bucket], PolicyDocument);
      return { ref: resource.logicalId };
    },
  };

  return {
    players,
    /** Whether the bucket's policy allows CloudFront `action` for this distribution. */
    allowsCloudFront: (bucket: string, action: string, resource: string, distributionArn: string): boolean =>
      policies.allowsService(bucket, 'cloudfront.amazonaws.com', {
        action,
        resource,
        context: { 'aws:SourceArn': [distributionArn] },
      }),
    /** Sends a bucket's event to every queue that is configured for it. */
    onEvent({ bucket, eventName, record }: S3Event): void {
      const key = decodeURIComponent(record.s3.object.key.replaceAll('+', ' '));
      for (const wanted of notifications) {
        if (wanted.bucket !== bucket || !matchesEvent(wanted.event, eventName)) continue;
        if (!key.startsWith(wanted.prefix) || !key.endsWith(wanted.suffix)) continue;
        sqs.sendMessage(wanted.queueArn, JSON.stringify({ Records: [record] }));
      }
    },
  };
}
export type Buckets = ReturnType<typeof playBuckets>;

const matchesEvent = (pattern: string, eventName: string) =>
  pattern.endsWith('*') ? `s3:${eventName}`.startsWith(pattern.slice(0, -1)) : `s3:${eventName}` === pattern;
