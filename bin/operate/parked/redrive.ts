import { setTimeout as pause } from 'node:timers/promises';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  QueueDoesNotExist,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { operatorSettings } from '../operator-settings.ts';

export type RedriveOrder = {
  /** The worker's queue; what it gave up lies in `<queueName>-parked`. */
  readonly queueName: string;
  /** The local host's AWS endpoint; AWS itself where left out, with the usual credentials and region. */
  readonly endpointUrl?: string | undefined;
  readonly print: (line: string) => void;
};

/**
 * Moves everything that is parked back to its queue and waits until that is done. Returns how many messages were moved.
 * Throws when there is no such queue or the move fails; what was moved until then stays moved.
 */
export async function redrive({ queueName, endpointUrl, print }: RedriveOrder): Promise<number> {
  const sqs = new SQSClient(operatorSettings(endpointUrl));
  try {
    const parked = `${queueName}-parked`;
    const { QueueUrl: url } = await sqs.send(new GetQueueUrlCommand({ QueueName: parked }));
    const { Attributes: { QueueArn: arn, ApproximateNumberOfMessages: count = '0' } = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'] }),
    );
    if (count === '0') {
      print(`${parked}: nothing is parked`);
      return 0;
    }
    print(`${parked}: moving about ${count} messages back to ${queueName}`);
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arn }));
    for (;;) {
      const { Results: [task] = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: arn }));
      const moved = task?.ApproximateNumberOfMessagesMoved ?? 0;
      if (task?.Status === 'COMPLETED') {
        print(`${parked}: ${moved} messages moved`);
        return moved;
      }
      if (task?.Status !== 'RUNNING')
        throw new Error(
          `${parked}: the move ended as ${task?.Status ?? 'unknown'} after ${moved}: ${task?.FailureReason ?? ''}`,
        );
      await pause(500);
    }
  } catch (error) {
    const where = endpointUrl ?? (await sqs.config.region());
    if (error instanceof QueueDoesNotExist)
      throw new Error(`There is no queue ${queueName}-parked at ${where}: are --queue and --stage right?`, {
        cause: error,
      });
    if (error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED')
      throw new Error(`${where} cannot be reached`, { cause: error });
    throw error;
  } finally {
    sqs.destroy();
  }
}
