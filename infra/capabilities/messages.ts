import { Stack } from 'aws-cdk-lib';
import type { mailEnv } from '#shared/mail/env.ts';
import type { smsEnv } from '#shared/sms/env.ts';
import type { MailSender } from '../delivery/mail-sender.ts';
import type { SmsSender } from '../delivery/sms-sender.ts';
import { type InsurerProfile, sayHelplineOf } from '../insurer-profile.ts';
import type { Capability } from './capability.ts';

/** Mails from the portal's address, followed by its configuration set. */
export const sendMail = (sender: MailSender, origin: string, insurer: InsurerProfile): Capability<typeof mailEnv> => ({
  env: {
    MAIL_SENDER: sender.address,
    MAIL_CONFIGURATION_SET: sender.configurationSet.configurationSetName,
    PORTAL_ORIGIN: origin,
    INSURER_NAME: insurer.insurerName,
    HELPLINE: insurer.helpline,
    HELPLINE_HU: sayHelplineOf(insurer, 'hu'),
    HELPLINE_EN: sayHelplineOf(insurer, 'en'),
  },
  grant: [
    {
      actions: ['ses:SendEmail'],
      resources: [sender.identityArn, sender.configurationSetArn],
      conditions: { StringEquals: { 'ses:FromAddress': sender.address } },
    },
  ],
});

/** SMS from the portal's number, followed by its configuration set. */
export const sendSms = (
  sender: SmsSender,
  insurer: Pick<InsurerProfile, 'insurerName'>,
): Capability<typeof smsEnv> => ({
  env: {
    SMS_ORIGINATION_IDENTITY: sender.originationIdentityArn,
    SMS_CONFIGURATION_SET: sender.configurationSet.ref,
    INSURER_NAME: insurer.insurerName,
  },
  grant: [
    {
      actions: ['sms-voice:SendTextMessage'],
      resources: [
        sender.originationIdentityArn,
        Stack.of(sender).formatArn({
          service: 'sms-voice',
          resource: 'configuration-set',
          resourceName: sender.configurationSet.ref,
        }),
      ],
    },
  ],
});
