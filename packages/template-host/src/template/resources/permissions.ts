import * as v from 'valibot';
import { fits } from '../../aws/iam-pattern.ts';
import { localAccount } from '../../aws/service.ts';
import { TemplateError } from '../load-template.ts';
import { readProperties } from '../read-properties.ts';
import type { Functions, PlayedFunction } from './functions.ts';
import type { PlayerSet } from './player-set.ts';

const permissionSchema = v.object({
  Action: v.literal('lambda:InvokeFunction'),
  FunctionName: v.string(),
  Principal: v.string(),
  SourceArn: v.optional(v.string()),
  SourceAccount: v.optional(v.string()),
});
type Permission = { functionArn: string; principal: string; sourceArn?: string | undefined };

/** Which services may invoke which function (AWS::Lambda::Permission). */
export function playPermissions(functions: Functions) {
  const permissions: Permission[] = [];
  const players: PlayerSet = {
    'AWS::Lambda::Permission'(resource) {
      const { FunctionName, Principal, SourceArn, SourceAccount } = readProperties(resource, permissionSchema);
      if (SourceAccount === undefined || SourceAccount === localAccount) {
        permissions.push({ functionArn: functions.arnOf(FunctionName), principal: Principal, sourceArn: SourceArn });
      }
      return { ref: resource.logicalId };
    },
  };
  return {
    players,
    /**
     * Requires that `principal` may invoke the function for `sourceArn`.
     *
     * @throws TemplateError if nothing in the template allows it
     */
    require(target: PlayedFunction, principal: string, sourceArn: string, at: string): void {
      const { arn, name } = target.lambda.config;
      const allowed = permissions.some(
        (permission) =>
          permission.functionArn === arn &&
          permission.principal === principal &&
          (permission.sourceArn === undefined || fits(permission.sourceArn, sourceArn)),
      );
      if (!allowed) {
        throw new TemplateError(at, `no AWS::Lambda::Permission lets ${principal} invoke ${name} for ${sourceArn}`);
      }
    },
  };
}
export type Permissions = ReturnType<typeof playPermissions>;
