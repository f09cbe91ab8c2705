import { portalOriginEnv } from '#shared/website/env.ts';

/** Who mails come from, how they are followed, and what they say of the insurer; the helpline as a number and in words. */
export const mailEnv = [
  'MAIL_SENDER',
  'MAIL_CONFIGURATION_SET',
  ...portalOriginEnv,
  'INSURER_NAME',
  'HELPLINE',
  'HELPLINE_HU',
  'HELPLINE_EN',
] as const;
