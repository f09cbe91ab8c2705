/** The URL of the queue that recoveries wait in. */
export const recoveryQueueEnv = ['RECOVERY_QUEUE_URL'] as const;
