import type { Assumption, Unasked } from './assumption.ts';
import { assumptions, unasked } from './assumptions/assumptions.ts';
import type { Probed } from './probe-aws.ts';

/** A line for each assumption, with both texts where they differ. */
export function reportLines(probed: readonly Probed[]): readonly string[] {
  const lines = probed.flatMap(({ assumption: { id, expected, minutes }, answered, held }) => {
    if (answered === undefined) return [`not asked  ${id} (takes ${minutes} minutes: --slow)`];
    if (held) return [`held       ${id}: ${answered}`];
    return [`NOT HELD   ${id}`, `  expected ${expected}`, `  answered ${answered}`];
  });
  const asked = probed.filter(({ answered }) => answered !== undefined);
  const held = asked.filter((one) => one.held).length;
  return [...lines, `${held} of ${asked.length} assumptions held, ${probed.length - asked.length} not asked`];
}

const cell = (text: string) => text.replaceAll('|', '\\|');
const row = ({ id, rests, text, source, expected }: Assumption | Unasked, more: string) =>
  `| ${[`\`${id}\``, text, rests, `\`${expected}\``, source, more].map(cell).join(' | ')} |`;

/** docs/aws-assumptions.md: every assumption with its source; what it is checked by, or why nothing asks it. */
export const assumptionsGuide = (): string => `# What the portal assumes about AWS

Written by \`npm run operate -- probe-aws --write\`; the questions are the suites of
\`packages/template-host/src/conformance/\`. CI asks the local host all of them.
Ask AWS itself before the first deployment, after an update of the SDK and when an incident is not understood:

\`\`\`
npm run operate -- probe-aws                                        # AWS, with your credentials and region
npm run operate -- probe-aws --endpoint-url http://127.0.0.1:4566   # npm start, or any emulator
\`\`\`

It makes one small stack \`portal-probe-…\`, asks, and removes the stack again, also after Ctrl-C; what a killed run left goes at the next
run. It needs CloudFormation, IAM (roles, one user), Lambda, Cognito, DynamoDB, S3, SQS, \`ses:SendEmail\`, \`ses:GetSendQuota\`, \`ses:*SuppressedDestination\`, \`cloudwatch:*Alarms\` and \`cloudwatch:PutMetric*\`. It ends with 1 where something
did not hold.

| assumption | in one sentence | rests on it | expected answer | source | asked |
|---|---|---|---|---|---|
${assumptions.map((one) => row(one, one.minutes === undefined ? 'always' : `with \`--slow\` (${one.minutes} minutes)`)).join('\n')}
${unasked.map((one) => row(one, `never: ${one.why}`)).join('\n')}
`;
