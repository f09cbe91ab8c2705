/** The services the local host plays, by the names faults and the call record use. */
export const serviceNames = [
  'dynamodb',
  'cognito-idp',
  's3',
  'sqs',
  'ses',
  'sms-voice',
  'secretsmanager',
  'cloudformation',
] as const;
export type ServiceName = (typeof serviceNames)[number];
