import * as v from 'valibot';
import { evaluate } from '../../aws/iam.ts';
import type { FunctionLog } from '../../lambda/log.ts';
import { pollQueue, type QueueMapping } from '../../lambda/sqs-poller.ts';
import type { Sqs } from '../../sqs/sqs.ts';
import { TemplateError } from '../load-template.ts';
import { readProperties } from '../read-properties.ts';
import type { Functions } from './functions.ts';
import type { PlayerSet } from './player-set.ts';
import type { Roles } from './roles.ts';

const mappingSchema = v.strictObject({
  EventSourceArn: v.pipe(v.string(), v.startsWith('arn:aws:sqs:', 'only queues are played as event sources')),
  FunctionName: v.string(),
  BatchSize: v.optional(v.number(), 10),
  MaximumBatchingWindowInSeconds: v.optional(v.number(), 0),
  ScalingConfig: v.optional(v.object({ MaximumConcurrency: v.number() })),
  FunctionResponseTypes: v.optional(v.array(v.literal('ReportBatchItemFailures')), []),
  Enabled: v.optional(v.boolean(), true),
  Tags: v.optional(v.unknown()),
});

// If the template sets no limit, Lambda would start many more; five at once keep one machine busy.
const usualConcurrency = 5;
// People and tests wait for the batch, so a window of minutes is shortened.
const longestWindowMs = 500;

/** Queues that feed functions (AWS::Lambda::EventSourceMapping). */
export function playEventSources(needs: { functions: Functions; roles: Roles; sqs: Sqs; log: FunctionLog }) {
  const { functions, roles, sqs, log } = needs;
  const planned: { at: string; mapping: () => QueueMapping; roleArn: () => string }[] = [];
  const players: PlayerSet = {
    'AWS::Lambda::EventSourceMapping'(resource) {
      const { logicalId } = resource;
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
     * @throws TemplateError if a function's role may not read its queue
     */
    start(): { stop: () => Promise<void> } {
      const mappings = planned.map(({ at, mapping, roleArn }) => {
        const { queueArn, ...rest } = mapping();
        for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']) {
          const { allowed, reason } = evaluate(roles.policiesOf(roleArn()), { action, resource: queueArn });
          if (!allowed) throw new TemplateError(at, `the function's role may not ${action} on ${queueArn}: ${reason}`);
        }
        return { queueArn, ...rest };
      });
      const pollers = mappings.map((mapping) => pollQueue(sqs, mapping, log));
      return {
        async stop() {
          await Promise.all(pollers.map((poller) => poller.stop()));
        },
      };
    },
  };
}
