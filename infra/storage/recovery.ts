/**
 * Any second of so many days can be restored, and what is deleted can be read for as long (docs/security.md). DynamoDB's longest, and
 * shorter than the insurer's files are kept, which a restore reads again.
 */
export const recoverable = { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 };
