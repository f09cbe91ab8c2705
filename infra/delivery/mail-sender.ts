import { Stack } from 'aws-cdk-lib';
import { ConfigurationSet, EmailIdentity, Identity, SuppressionReasons } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

export type MailSenderProps = Pick<Settings, 'sender' | 'senderIdentity'>;

/** The sender of the portal's mails: an SES identity (the sender's domain) and the configuration set that follows them. */
export class MailSender extends Construct {
  readonly address: string;
  readonly configurationSet: ConfigurationSet;
  readonly identityArn: string;

  constructor(scope: Construct, id: string, { sender, senderIdentity }: MailSenderProps) {
    super(scope, id);
    this.address = sender;
    const domain = sender.slice(sender.lastIndexOf('@') + 1);
    // An account has one identity for a domain: of two stages with one sender, the second uses the first one's.
    const identity =
      senderIdentity === 'existing'
        ? EmailIdentity.fromEmailIdentityName(this, 'identity', domain)
        : new EmailIdentity(this, 'identity', { identity: Identity.domain(domain) });
    this.identityArn = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'identity',
      resourceName: identity.emailIdentityName,
    });
    this.configurationSet = new ConfigurationSet(this, 'configuration-set', {
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
  }

  get configurationSetArn() {
    return Stack.of(this).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: this.configurationSet.configurationSetName,
    });
  }
}
