import { CfnOutput, Stack } from 'aws-cdk-lib';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity,
  MailFromBehaviorOnMxFailure,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';

export type MailSenderProps = {
  /** The address that mails come from; its domain is the SES identity. */
  readonly sender: string;
  /** `existing` where another stack of the account has made the identity of the sender's domain. */
  readonly senderIdentity: 'made' | 'existing';
};

/** The sender of mails: an SES identity (the sender's domain) and the configuration set that follows them. */
export class MailSender extends Construct {
  readonly address: string;
  readonly configurationSet: ConfigurationSet;
  readonly identityArn: string;

  constructor(scope: Construct, id: string, { sender, senderIdentity }: MailSenderProps) {
    super(scope, id);
    this.address = sender;
    const domain = sender.slice(sender.lastIndexOf('@') + 1);
    // An account has one identity for a domain: of two systems with one sender, the second uses the first one's.
    const identity =
      senderIdentity === 'existing'
        ? EmailIdentity.fromEmailIdentityName(this, 'identity', domain)
        : this.makeIdentity(domain);
    this.identityArn = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'identity',
      resourceName: identity.emailIdentityName,
    });
    this.configurationSet = new ConfigurationSet(this, 'configuration-set', {
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      // Mails carry what only their readers may know: a mail server without TLS gets none.
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    });
  }

  /** The identity of the sender's domain, with a MAIL FROM domain of its own, and the outputs of what DNS must say of both. */
  private makeIdentity(domain: string): EmailIdentity {
    const mailFrom = `bounce.${domain}`;
    const identity = new EmailIdentity(this, 'identity', {
      identity: Identity.domain(domain),
      mailFromDomain: mailFrom,
      // Until DNS has the record, mails go out under SES's own domain.
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
    });
    const records = {
      ...Object.fromEntries(
        identity.dkimRecords.map(({ name, value }, at) => [`Dkim${at + 1}`, `${name} CNAME ${value}`]),
      ),
      MailFromMx: `${mailFrom} MX 10 feedback-smtp.${Stack.of(this).region}.amazonses.com`,
      MailFromSpf: `${mailFrom} TXT "v=spf1 include:amazonses.com ~all"`,
      Dmarc: `_dmarc.${domain} TXT "v=DMARC1; p=quarantine; adkim=r; aspf=r"`,
    };
    for (const [name, record] of Object.entries(records))
      new CfnOutput(Stack.of(this), `MailDns${name}`, { value: record });
    return identity;
  }

  get configurationSetArn() {
    return Stack.of(this).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: this.configurationSet.configurationSetName,
    });
  }
}
