import * as v from 'valibot';
import { type PolicyDocument, parsePolicy } from '../../aws/iam.ts';
import { localAccount } from '../../aws/service.ts';
import { TemplateError } from '../load-template.ts';
import { physicalName } from '../physical-name.ts';
import type { Resource } from '../play-template.ts';
import { readProperties } from '../read-properties.ts';
import type { PlayerSet } from './player-set.ts';

const inlinePolicy = v.object({ PolicyName: v.string(), PolicyDocument: v.unknown() });
const roleSchema = v.object({
  RoleName: v.optional(v.string()),
  Policies: v.optional(v.array(inlinePolicy), []),
  ManagedPolicyArns: v.optional(v.array(v.string()), []),
  PermissionsBoundary: v.optional(v.undefined('a permissions boundary is not played on this machine')),
});
const policySchema = v.object({ PolicyDocument: v.unknown(), Roles: v.optional(v.array(v.string()), []) });

const logs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
// AWS's own policies, as far as functions use them (managed policy reference).
const managedPolicies: Readonly<Record<string, readonly string[]>> = {
  AWSLambdaBasicExecutionRole: logs,
  AWSLambdaSQSQueueExecutionRole: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', ...logs],
};

/** IAM roles with all policies that the template attaches to them. */
export function playRoles(stackName: string) {
  const policiesByRole = new Map<string, PolicyDocument[]>();
  const managedByArn = new Map<string, PolicyDocument>();
  const managedByName = new Map<string, PolicyDocument>();

  function parse(resource: Resource, property: string, document: unknown): PolicyDocument {
    try {
      return parsePolicy(document);
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new TemplateError(`${resource.logicalId}.${property}`, message, cause);
    }
  }
  const attach = (roleName: string, policy: PolicyDocument) =>
    policiesByRole.set(roleName, [...(policiesByRole.get(roleName) ?? []), policy]);

  function managed(resource: Resource, arn: string): PolicyDocument {
    const own = managedByArn.get(arn);
    if (own) return own;
    const actions = managedPolicies[arn.split('/').at(-1) ?? ''];
    if (!actions)
      throw new TemplateError(`${resource.logicalId}.ManagedPolicyArns`, `${arn} is not known on this machine`);
    return parsePolicy({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });
  }

  const players: PlayerSet = {
    'AWS::IAM::Role'(resource) {
      const role = readProperties(resource, roleSchema);
      const name = role.RoleName ?? physicalName(stackName, resource.logicalId);
      for (const { PolicyName, PolicyDocument: document } of role.Policies) {
        attach(name, parse(resource, `Policies.${PolicyName}`, document));
      }
      for (const arn of role.ManagedPolicyArns) attach(name, managed(resource, arn));
      return { ref: name, attributes: { Arn: `arn:aws:iam::${localAccount}:role/${name}`, RoleId: `AROA${name}` } };
    },
    'AWS::IAM::Policy'(resource) {
      const policy = readProperties(resource, policySchema);
      for (const role of policy.Roles) attach(role, parse(resource, 'PolicyDocument', policy.PolicyDocument));
      return { ref: resource.logicalId };
    },
    'AWS::IAM::ManagedPolicy'(resource) {
      const policy = readProperties(resource, policySchema);
      const arn = `arn:aws:iam::${localAccount}:policy/${physicalName(stackName, resource.logicalId)}`;
      const document = parse(resource, 'PolicyDocument', policy.PolicyDocument);
      managedByArn.set(arn, document);
      managedByName.set(resource.path?.split('/').at(-2) ?? resource.logicalId, document);
      for (const role of policy.Roles) attach(role, document);
      return { ref: arn, attributes: { PolicyArn: arn } };
    },
  };
  return {
    players,
    /** Every policy of the role; none for a role that is not in the template. */
    policiesOf: (roleArn: string): readonly PolicyDocument[] =>
      policiesByRole.get(roleArn.split('/').at(-1) ?? '') ?? [],
    /** A managed policy by the name of its construct. */
    managedPolicy: (name: string): PolicyDocument | undefined => managedByName.get(name),
  };
}
export type Roles = ReturnType<typeof playRoles>;
