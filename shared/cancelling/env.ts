/** The URL of the queue that finishes cancellations which were not finished at once. */
export const cancellationQueueEnv = ['CANCELLATION_QUEUE_URL'] as const;
