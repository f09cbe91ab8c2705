import { Stack } from 'aws-cdk-lib';
import { CfnConfigurationSet, CfnPhoneNumber } from 'aws-cdk-lib/aws-smsvoice';
import { Construct } from 'constructs';

export type SmsSenderProps = {
  /** The ARN of a number or pool; without it a simulator number is made, which works but reaches only AWS's own test numbers. */
  readonly originationIdentityArn?: string | undefined;
  /** What the simulator answers to HELP and STOP. */
  readonly answers: { readonly help: string; readonly stop: string };
};

/** The sender of SMS (AWS End User Messaging), and the configuration set that follows them. */
export class SmsSender extends Construct {
  readonly originationIdentityArn: string;
  readonly configurationSet: CfnConfigurationSet;

  constructor(scope: Construct, id: string, { originationIdentityArn, answers }: SmsSenderProps) {
    super(scope, id);
    this.configurationSet = new CfnConfigurationSet(this, 'configuration-set');
    this.originationIdentityArn = originationIdentityArn ?? this.makeSimulator(answers);
  }

  private makeSimulator({ help, stop }: SmsSenderProps['answers']): string {
    return new CfnPhoneNumber(this, 'simulator', {
      isoCountryCode: 'US',
      numberType: 'SIMULATOR',
      numberCapabilities: ['SMS'],
      mandatoryKeywords: { help: { message: help }, stop: { message: stop } },
    }).attrArn;
  }

  get configurationSetArn(): string {
    return Stack.of(this).formatArn({
      service: 'sms-voice',
      resource: 'configuration-set',
      resourceName: this.configurationSet.ref,
    });
  }
}
