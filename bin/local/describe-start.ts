import type { Host } from 'template-host';
import { samplePolicy } from './samples/pdf.ts';
import { describeSamplePersons } from './samples/persons.ts';
import { sampleCustomer } from './samples/register-sample-customer.ts';

/** The start banner: what people need first. `portal`: the address of its pages; `pdf`: the path of a PDF to upload. */
export function describeStart({ awsUrl, apiUrl, outputs }: Host, portal: string, pdf: string): string {
  const bucket = outputs.DocumentsBucket ?? '';
  return `
Portal       ${portal}
Control      ${portal}/_local/   mailbox, SMS, clock, faults, drop zone
AWS          ${awsUrl}   aws --region eu-central-1 --endpoint-url ${awsUrl} s3 ls s3://${bucket}
Helpdesk API ${outputs.HelpdeskUrl ?? apiUrl}   access key helpdesk-staff, secret helpdesk-staff

Sign in as ${sampleCustomer.username} with the password: ${sampleCustomer.password}
or recover access at ${portal}/recover with ${sampleCustomer.email} and ${sampleCustomer.mobile}
or sign up at ${portal}/register (any e-mail address, any mobile number; both arrive in the control page) as
${describeSamplePersons()}

Upload a document as the insurer does; ${sampleCustomer.username} gets a mail:
  export AWS_ACCESS_KEY_ID=insurer-systems AWS_SECRET_ACCESS_KEY=insurer-systems AWS_REGION=eu-central-1
  aws --endpoint-url ${awsUrl} s3 cp ${pdf} s3://${bucket}/documents/${samplePolicy}/
`;
}
