import type { Access } from '#shared/platform/access.ts';

/** SMS from the portal's number only, followed by its configuration set. */
export const sms: Access = {
  variables: ['SMS_ORIGINATION_IDENTITY', 'SMS_CONFIGURATION_SET', 'INSURER_NAME'],
  grants: [{ on: 'sms', actions: ['sms-voice:SendTextMessage'] }],
};
