/** The bucket that the insurer's systems write to and collect from. */
export const documentsBucketEnv = ['DOCUMENTS_BUCKET'] as const;

/** The largest document that is delivered, in bytes (R9.3). */
export const documentLimitEnv = ['LARGEST_DOCUMENT'] as const;

/** How many mails a second one worker may send; the workers together keep to the mail service's rate. */
export const mailPaceEnv = ['MAILS_PER_SECOND'] as const;

/** The URL of the queue from which documents are delivered. */
export const deliveryQueueEnv = ['DELIVERY_QUEUE_URL'] as const;
