/**
 * List prices in USD of Europe (Frankfurt), without taxes, free tiers and discounts, but for the two free tiers that never end
 * and matter here (Cognito's first 10,000 users, CloudWatch's own AWS metrics). Look them up again before you rely on a sum:
 * they are inputs, not facts of this project.
 */
export const prices = {
  'Lambda: million requests': 0.2,
  'Lambda: million GB-seconds, arm64': 13.3334,
  'HTTP API: million requests': 1.2,
  'DynamoDB: million write units': 0.7625,
  'DynamoDB: million read units': 0.1525,
  'DynamoDB: GB kept a month': 0.306,
  'DynamoDB: GB in point-in-time recovery a month': 0.2448,
  'S3: GB kept a month': 0.0245,
  'S3: million PUT requests': 5.4,
  'S3: million GET requests': 0.43,
  'SQS: million requests': 0.4,
  'SES: thousand mails': 0.1,
  'SMS to Hungary: one part': 0.09,
  'Cognito Essentials: user who signs in that month': 0.015,
  'CloudFront: GB out, Europe': 0.085,
  'CloudFront: million HTTPS requests': 1.2,
  'CloudFront Functions: million runs': 0.1,
  'WAF: web ACL a month': 5,
  'WAF: rule a month': 1,
  'WAF: million requests': 0.6,
  'S3: GB out to the internet': 0.09,
  'CloudWatch: GB of logs taken in': 0.63,
  'CloudWatch: alarm a month': 0.1,
  'CloudWatch: composite alarm a month': 0.5,
  'CloudWatch: own metric a month': 0.3,
  'CloudWatch: dashboard a month': 3,
  'Secrets Manager: secret a month': 0.4,
  'KMS: key a month': 1,
  'AWS Backup: GB of tables kept a month': 0.12,
  'AWS Backup: GB of objects kept a month': 0.06,
} as const;

export type Price = keyof typeof prices;
