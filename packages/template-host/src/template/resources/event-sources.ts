import * as v from 'valibot';
import { evaluate } from '../../aws/iam.ts';
import type { Streams } from '../../dynamodb/streams.ts';
import type { FunctionLog } from '../../lambda/log.ts';
import { pollQueue, type QueueMapping } from '../../lambda/sqs-poller.ts';
import { pollStream, type StreamMapping } from '../../lambda/stream-poller.ts';
import type { Sqs } from '../../sqs/sqs.ts';
import { TemplateError } from '../load-template.ts';
import { readProperties } from '../read-properties.ts';
import type { Functions } from './functions.ts';
import type { PlayerSet } from './player-set.ts';
import type { Roles } from './roles.ts';

const mappingSchema = v.strictObject({
  EventSourceArn: v.pipe(
    v.string(),
    v.startsWith('arn:aws:sqs:', 'only queues and tables are played as event sources'),
  ),
  FunctionName: v.string(),
  BatchSize: v.optional(v.number(), 10),
  MaximumBatchingWindowInSeconds: v.optional(v.number(), 0),
  ScalingConfig: v.optional(v.object({ MaximumConcurrency: v.number() })),
  FunctionResponseTypes: v.optional(v.array(v.literal('ReportBatchItemFailures')), []),
  Enabled: v.optional(v.boolean(), true),
  Tags: v.optional(v.unknown()),
});

/** What a stream's mapping may say: a batch that fails is tried again without end, as Lambda does for a day where nothing else is said. */
const streamSchema = v.strictObject({
  EventSourceArn: v.string(),
  FunctionName: v.string(),
  StartingPosition: v.picklist(['TRIM_HORIZON', 'LATEST']),
  BatchSize: v.optional(v.number(), 100),
  FunctionResponseTypes: v.optional(v.array(v.literal('ReportBatchItemFailures')), []),
  Enabled: v.optional(v.boolean(), true),
  Tags: v.optional(v.unknown()),
});
const isOfStream = v.looseObject({ EventSourceArn: v.pipe(v.string(), v.startsWith('arn:aws:dynamodb:')) });

// If the template sets no limit, Lambda would start many more; five at once keep one machine busy.
const usualConcurrency = 5;
const queueActions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const streamActions = ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'];
// People and tests wait for the batch, so a window of minutes is shortened.
const longestWindowMs = 500;

/** Queues and streams of tables that feed functions (AWS::Lambda::EventSourceMapping). */
export function playEventSources(needs: {
  functions: Functions;
  roles: Roles;
  sqs: Sqs;
  streams: Streams;
  log: FunctionLog;
}) {
  const { functions, roles, sqs, streams, log } = needs;
  const read: { at: string; mapping: () => StreamMapping; roleArn: () => string }[] = [];
  const planned: { at: string; mapping: () => QueueMapping; roleArn: () => string }[] = [];
  const players: PlayerSet = {
    'AWS::Lambda::EventSourceMapping'(resource) {
      const { logicalId } = resource;
      if (v.is(isOfStream, resource.properties)) {
        const of = readProperties(resource, streamSchema);
        const reader = () => functions.require(of.FunctionName, logicalId);
        if (of.Enabled)
          read.push({
            at: logicalId,
            roleArn: () => reader().roleArn,
            mapping: () => ({
              ...{ streamArn: of.EventSourceArn, target: reader().lambda, batchSize: of.BatchSize },
              ...{ startsAt: of.StartingPosition, reportsItemFailures: of.FunctionResponseTypes.length > 0 },
            }),
          });
        return { ref: logicalId, attributes: { Id: logicalId } };
      }
      const one = readProperties(resource, mappingSchema);
      const target = () => functions.require(one.FunctionName, logicalId);
      if (one.Enabled) {
        planned.push({
          at: logicalId,
          roleArn: () => target().roleArn,
          mapping: () => ({
            queueArn: one.EventSourceArn,
            target: target().lambda,
            batchSize: one.BatchSize,
            windowMs: Math.min(one.MaximumBatchingWindowInSeconds * 1000, longestWindowMs),
            concurrency: one.ScalingConfig?.MaximumConcurrency ?? usualConcurrency,
            reportsItemFailures: one.FunctionResponseTypes.length > 0,
          }),
        });
      }
      return { ref: logicalId, attributes: { Id: logicalId } };
    },
  };
  return {
    players,
    /**
     * Starts the pollers.
     *
     * @throws TemplateError if a function's role may not read its queue or stream
     */
    start(): { stop: () => Promise<void> } {
      const require = (at: string, roleArn: string, actions: readonly string[], resource: string) => {
        for (const action of actions) {
          const { allowed, reason } = evaluate(roles.policiesOf(roleArn), { action, resource });
          if (!allowed) throw new TemplateError(at, `the function's role may not ${action} on ${resource}: ${reason}`);
        }
      };
      const mappings = planned.map(({ at, mapping, roleArn }) => {
        const made = mapping();
        require(at, roleArn(), queueActions, made.queueArn);
        return made;
      });
      const readings = read.map(({ at, mapping, roleArn }) => {
        const made = mapping();
        require(at, roleArn(), streamActions, made.streamArn);
        return made;
      });
      const pollers = [
        ...mappings.map((mapping) => pollQueue(sqs, mapping, log)),
        ...readings.map((mapping) => pollStream(streams, mapping)),
      ];
      return {
        async stop() {
          await Promise.all(pollers.map((poller) => poller.stop()));
        },
      };
    },
  };
}
