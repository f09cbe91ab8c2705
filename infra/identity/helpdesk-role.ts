import { CfnOutput, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, FederatedPrincipal, type IPrincipal, type ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** SAML's audience for AWS (IAM user guide, "Creating a role for SAML 2.0 federation"). */
const samlAudience = 'https://signin.aws.amazon.com/saml';

/**
 * Who may become the helpdesk, and under what name. The name of a role's session is in the audit as the agent (R10.3), so nobody
 * may choose it: a SAML provider signs it into its assertion, and an IAM user must give the own user name (`sts:RoleSessionName`; IAM user guide, "Available keys for
 * AWS STS"). A session of another role has no user name, so it cannot come in.
 */
function agentsOf(trust: string): IPrincipal {
  if (trust.includes(':saml-provider/'))
    return new FederatedPrincipal(trust, { StringEquals: { 'SAML:aud': samlAudience } }, 'sts:AssumeRoleWithSAML');
  return new AccountPrincipal(trust).withConditions({
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM
    StringEquals: { 'sts:RoleSessionName': '${aws:username}' },
    Bool: { 'aws:MultiFactorAuthPresent': 'true' },
  });
}

/**
 * The role of the helpdesk's staff, with the policy of its routes and nothing else.
 *
 * @param trust the ARN of a SAML provider, or the account whose IAM users the agents are; this account where left out
 */
export function helpdeskRole(scope: Construct, policy: ManagedPolicy, trust: string | undefined): void {
  const role = new Role(scope, 'helpdesk-role', {
    description: 'The agents of TeleBiztosito; the name of the session is the name in the audit',
    assumedBy: agentsOf(trust ?? Stack.of(scope).account),
  });
  policy.attachToRole(role);
  new CfnOutput(scope, 'HelpdeskRoleArn', { value: role.roleArn });
}
