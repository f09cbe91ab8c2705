import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizedTemplates } from './synthesized.ts';

let stack: Awaited<ReturnType<typeof synthesizedTemplates>>;
beforeAll(async () => {
  stack = await synthesizedTemplates();
});

const roleSchema = v.object({
  Policies: v.optional(
    v.array(
      v.object({
        PolicyDocument: v.object({
          Statement: v.array(
            v.object({
              Effect: v.string(),
              Action: v.union([v.string(), v.array(v.string())]),
              Resource: v.optional(v.unknown()),
            }),
          ),
        }),
      }),
    ),
    [],
  ),
});

describe('R10.3 the audit is a store that no function changes or deletes from', () => {
  const auditTable = () => {
    const [found] = stack.ofType('AWS::DynamoDB::Table').filter(([id]) => id.startsWith('audit'));
    if (!found) throw new Error('no audit table');
    return { id: found[0], properties: found[1].Properties };
  };

  it('functions put entries into it, and nothing else', () => {
    const { id } = auditTable();
    const onAudit = stack
      .ofType('AWS::IAM::Role')
      .flatMap(([, { Properties }]) => v.parse(roleSchema, Properties).Policies)
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .filter(({ Resource: resource }) => /AuditTable|audittable/i.test(JSON.stringify(resource ?? '')))
      .filter(
        ({ Resource: resource }) => JSON.stringify(resource).includes('"Arn"') || JSON.stringify(resource).includes(id),
      );
    expect(onAudit.length).toBeGreaterThan(5);
    expect(new Set(onAudit.flatMap(({ Action }) => Action))).toEqual(new Set(['dynamodb:PutItem']));
  });

  it('its entries expire after the years of the setting', async () => {
    expect(auditTable().properties).toMatchObject({
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    });
    const { text } = await synthesizedTemplates({ auditYears: '8' });
    expect(text).toContain('"AUDIT_YEARS":"8"');
  });
});

describe('R10.3 nobody chooses the name that the audit knows an agent by', () => {
  const trustOf = async (context: Record<string, string>) => {
    const { ofType } = await synthesizedTemplates(context);
    const [role] = ofType('AWS::IAM::Role').filter(([id]) => id.startsWith('helpdeskrole'));
    if (!role) throw new Error('no role of the helpdesk');
    return v.parse(v.object({ Statement: v.array(v.unknown()) }), role[1].Properties.AssumeRolePolicyDocument)
      .Statement;
  };

  it('an IAM user of the named account names the session as himself, with a second factor', async () => {
    const [statement, ...others] = await trustOf({ helpdeskTrust: '111122223333' });
    expect(others).toEqual([]);
    expect(statement).toMatchObject({
      ...{ Effect: 'Allow', Action: 'sts:AssumeRole' },
      Condition: {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM
        StringEquals: { 'sts:RoleSessionName': '${aws:username}' },
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      },
    });
    expect(JSON.stringify(statement)).toContain('111122223333');
  });

  it('a SAML provider names the session in its signed assertion', async () => {
    const provider = 'arn:aws:iam::111122223333:saml-provider/Insurer';
    expect(await trustOf({ helpdeskTrust: provider })).toEqual([
      {
        ...{ Effect: 'Allow', Action: 'sts:AssumeRoleWithSAML', Principal: { Federated: provider } },
        Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      },
    ]);
  });

  it('the role calls the helpdesk’s routes, and nothing else', () => {
    const roles = stack.ofType('AWS::IAM::Role').filter(([id]) => id.startsWith('helpdeskrole'));
    expect(roles).toHaveLength(1);
    expect(roles[0]?.[1].Properties).not.toHaveProperty('Policies');
    expect(roles[0]?.[1].Properties).not.toHaveProperty('ManagedPolicyArns');
    const policies = stack
      .ofType('AWS::IAM::ManagedPolicy')
      .filter(([, { Properties }]) => JSON.stringify(Properties.Roles ?? '').includes(roles[0]?.[0] ?? 'none'));
    expect(policies.map(([id]) => id)).toEqual([expect.stringMatching(/^helpdeskstaff/)]);
  });
});
