import { CfnConfigurationSet, CfnPhoneNumber } from 'aws-cdk-lib/aws-smsvoice';
import { Construct } from 'constructs';

/**
 * The sender of SMS (AWS End User Messaging). Hungary has no sender IDs and numbers are leased by hand: the setting
 * names one. Without it a simulator number is made, which works but reaches only AWS's own test numbers.
 */
export class SmsSender extends Construct {
  readonly originationIdentityArn: string;
  readonly configurationSet: CfnConfigurationSet;

  constructor(scope: Construct, id: string, originationIdentityArn: string | undefined) {
    super(scope, id);
    this.configurationSet = new CfnConfigurationSet(this, 'configuration-set');
    this.originationIdentityArn = originationIdentityArn ?? this.makeSimulator();
  }

  private makeSimulator(): string {
    return new CfnPhoneNumber(this, 'simulator', {
      isoCountryCode: 'US',
      numberType: 'SIMULATOR',
      numberCapabilities: ['SMS'],
      mandatoryKeywords: {
        help: { message: 'This number only sends. Help: see the portal.' },
        stop: { message: 'No more messages will come from this number.' },
      },
    }).attrArn;
  }
}
