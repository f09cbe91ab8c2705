import { randomUUID } from 'node:crypto';
import { AwsError } from '#host/aws/service.ts';
import type { Clock } from '#host/clock.ts';
import { noSuchResource, requireRange } from './errors.ts';
import { newMessage } from './message.ts';
import type { Queue } from './queue.ts';

type Task = {
  readonly handle: string;
  readonly source: Queue;
  readonly destinationArn: string | undefined;
  readonly perSecond: number;
  readonly toMove: number;
  readonly startedAt: number;
  status: 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';
  moved: number;
  failureReason?: string;
  stop?: () => void;
};

/** The redrive of dead-letter queues: moves messages back to their source, or to a named queue. */
export type MoveTasks = ReturnType<typeof createMoveTasks>;

/** No tasks yet. `queues` finds every queue by ARN. */
export function createMoveTasks(clock: Clock, queues: ReadonlyMap<string, Queue>) {
  const tasks: Task[] = [];

  const requireQueue = (arn: string) => {
    const queue = queues.get(arn);
    if (!queue) throw noSuchResource();
    return queue;
  };

  /** Moves a second's worth of messages and continues a second later, until none is left. A moved message is a new one. */
  function step(task: Task) {
    const until = Math.min(task.moved + task.perSecond, task.toMove);
    while (task.moved < until) {
      const message = task.source.takeOut();
      if (!message) break;
      const destination = queues.get(task.destinationArn ?? message.deadLetterSource ?? '');
      if (!destination) {
        task.source.add(message, 0);
        task.status = 'FAILED';
        task.failureReason = task.destinationArn
          ? 'AWS.SimpleQueueService.NonExistentQueue'
          : 'CouldNotDetermineMessageSource';
        return;
      }
      const { body, attributes, senderId, traceHeader } = message;
      const trace = traceHeader === undefined ? {} : { traceHeader };
      destination.add(newMessage({ body, attributes, senderId, sentAt: clock.now(), ...trace }), 0);
      task.moved += 1;
    }
    if (task.moved >= task.toMove || task.source.depth().visible === 0) task.status = 'COMPLETED';
    else task.stop = clock.schedule(clock.now() + 1000, () => step(task));
  }

  return {
    /** Starts a task. Throws ResourceNotFoundException, or UnsupportedOperation while a task on this queue runs. */
    start(request: {
      readonly SourceArn: string;
      readonly DestinationArn?: string | undefined;
      readonly MaxNumberOfMessagesPerSecond?: number | undefined;
    }) {
      requireRange('MaxNumberOfMessagesPerSecond', request.MaxNumberOfMessagesPerSecond, 1, 500);
      const source = requireQueue(request.SourceArn);
      if (request.DestinationArn !== undefined) requireQueue(request.DestinationArn);
      if (![...queues.values()].some(({ settings }) => settings.redrive?.deadLetterArn === request.SourceArn)) {
        throw new AwsError('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.');
      }
      if (tasks.some((task) => task.source === source && task.status === 'RUNNING')) {
        const text =
          'There is already a task running. Only one active task is allowed for a source queue arn at a given time.';
        throw new AwsError('UnsupportedOperation', text);
      }
      const task: Task = {
        handle: Buffer.from(JSON.stringify({ taskId: randomUUID(), sourceArn: request.SourceArn })).toString('base64'),
        source,
        destinationArn: request.DestinationArn,
        perSecond: request.MaxNumberOfMessagesPerSecond ?? Number.POSITIVE_INFINITY,
        toMove: source.depth().visible,
        startedAt: clock.now(),
        status: 'RUNNING',
        moved: 0,
      };
      tasks.unshift(task);
      step(task);
      return { TaskHandle: task.handle };
    },
    /** The newest tasks of a queue, newest first. */
    list(request: { readonly SourceArn: string; readonly MaxResults?: number | undefined }) {
      requireRange('MaxResults', request.MaxResults, 1, 10);
      const source = requireQueue(request.SourceArn);
      const found = tasks.filter((task) => task.source === source).slice(0, request.MaxResults ?? 1);
      return { Results: found.map(describe) };
    },
    /** Stops a running task; messages that were moved stay moved. */
    cancel(request: { readonly TaskHandle: string }) {
      const task = tasks.find(({ handle, status }) => handle === request.TaskHandle && status === 'RUNNING');
      if (!task) throw new AwsError('ResourceNotFoundException', 'Task does not exist.');
      task.stop?.();
      task.status = 'CANCELLED';
      return { ApproximateNumberOfMessagesMoved: task.moved };
    },
  };
}

const describe = (task: Task) => ({
  ...(task.status === 'RUNNING' ? { TaskHandle: task.handle } : {}),
  Status: task.status,
  SourceArn: task.source.settings.arn,
  DestinationArn: task.destinationArn,
  MaxNumberOfMessagesPerSecond: Number.isFinite(task.perSecond) ? task.perSecond : undefined,
  ApproximateNumberOfMessagesMoved: task.moved,
  ApproximateNumberOfMessagesToMove: task.toMove,
  FailureReason: task.failureReason,
  StartedTimestamp: task.startedAt,
});
