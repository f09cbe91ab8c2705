import { CfnElement, Stack, Token, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Leaves the advice of a rule where a construct is, and says why. */
export const acknowledge = (scope: IConstruct, id: string, reason: string): void =>
  Validations.of(scope).acknowledge({ id, reason });

/** An ARN as the rules of cdk-nag write it in a finding; in the scope's own region if no other is given. */
export function arnIn(scope: IConstruct, service: string, resource: string, where?: string): string {
  const { partition, region, account } = Stack.of(scope);
  const shown = (value: string, name: string) => (Token.isUnresolved(value) ? `<AWS::${name}>` : value);
  const place = where ?? shown(region, 'Region');
  return `arn:${shown(partition, 'Partition')}:${service}:${place}:${shown(account, 'AccountId')}:${resource}`;
}

/** A construct's resource as they name it. Throws Error for a construct without one. */
export function logicalId(construct: IConstruct): string {
  const resource = construct.node.defaultChild;
  if (!CfnElement.isCfnElement(resource)) throw new Error(`${construct.node.path} has no CloudFormation resource`);
  const id: unknown = Stack.of(construct).resolve(resource.logicalId);
  return String(id);
}
