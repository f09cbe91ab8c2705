import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { MailSender } from 'watched-stack';
import { anApp } from './notes-stack.ts';

/** The stack's part that mails come from. */
function aSender(senderIdentity: 'made' | 'existing' = 'made') {
  const stack = new Stack(anApp(), 'mail-sender', { env: { region: 'eu-central-1' } });
  new MailSender(stack, 'mail', { sender: 'post@notes.example', senderIdentity });
  return Template.fromStack(stack);
}

describe('who mails come from', () => {
  it('no mail goes to a server without TLS; addresses that bounced or complained are suppressed', () => {
    aSender().hasResourceProperties('AWS::SES::ConfigurationSet', {
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
  });

  it('has a MAIL FROM domain of its own, and goes out without it until DNS has its record', () => {
    aSender().hasResourceProperties('AWS::SES::EmailIdentity', {
      EmailIdentity: 'notes.example',
      MailFromAttributes: { MailFromDomain: 'bounce.notes.example', BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
    });
  });

  it('reports each DNS record to the operator as an output', () => {
    const template = aSender();
    for (const [name, record] of [
      ['MailDnsMailFromMx', 'bounce.notes.example MX 10 feedback-smtp.eu-central-1.amazonses.com'],
      ['MailDnsMailFromSpf', 'bounce.notes.example TXT "v=spf1 include:amazonses.com ~all"'],
      ['MailDnsDmarc', '_dmarc.notes.example TXT "v=DMARC1; p=quarantine; adkim=r; aspf=r"'],
    ] as const)
      template.hasOutput(name, { Value: record });
    for (const number of [1, 2, 3])
      template.hasOutput(`MailDnsDkim${number}`, {
        Value: {
          'Fn::Join': [
            '',
            Match.arrayWith([{ 'Fn::GetAtt': [Match.anyValue(), `DkimDNSTokenName${number}`] }, ' CNAME ']),
          ],
        },
      });
  });

  it('leaves an identity that another stage has made to that stage', () => {
    const template = aSender('existing');
    template.resourceCountIs('AWS::SES::EmailIdentity', 0);
    expect(template.findOutputs('*')).toEqual({});
  });
});
