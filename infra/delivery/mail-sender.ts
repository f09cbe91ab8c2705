import { Stack } from 'aws-cdk-lib';
import { ConfigurationSet, EmailIdentity, Identity, SuppressionReasons } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';

/** Who the portal's mails come from: an SES identity (the sender's domain) and the configuration set that follows them. */
export class MailSender extends Construct {
  readonly address: string;
  readonly configurationSet: ConfigurationSet;
  readonly identityArn: string;

  constructor(scope: Construct, id: string, address: string) {
    super(scope, id);
    this.address = address;
    const domain = address.slice(address.lastIndexOf('@') + 1);
    const identity = new EmailIdentity(this, 'identity', { identity: Identity.domain(domain) });
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
