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
      .filter(([, { Properties }]) =>
        JSON.stringify(Properties.AssumeRolePolicyDocument).includes('lambda.amazonaws.com'),
      )
      .flatMap(([, { Properties }]) => v.parse(roleSchema, Properties).Policies)
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      // In its own stack, and in the other one that reads the output. What it writes also flows into its stream.
      .map((statement) => ({ ...statement, text: JSON.stringify(statement.Resource ?? '') }))
      .filter(({ text }) => text.includes(id) && !text.includes('StreamArn'));
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

describe('R10.3 the archive of the audit', () => {
  const archive = (made: typeof stack) => {
    const [found] = made.ofType('AWS::S3::Bucket').filter(([id]) => id.startsWith('archive'));
    if (!found) throw new Error('no archive');
    return found[1];
  };
  const lockOf = ({ Properties }: ReturnType<typeof archive>) =>
    v.parse(
      v.object({ Rule: v.object({ DefaultRetention: v.object({ Mode: v.string(), Days: v.number() }) }) }),
      Properties.ObjectLockConfiguration,
    ).Rule.DefaultRetention;

  it('is locked as long as the audit is kept, by nobody to be lifted once protection is on', async () => {
    expect(archive(stack).Properties).toMatchObject({
      ObjectLockEnabled: true,
      VersioningConfiguration: { Status: 'Enabled' },
    });
    expect(lockOf(archive(stack))).toEqual({ Mode: 'COMPLIANCE', Days: 1827 });
    const other = await synthesizedTemplates({ auditYears: '8', protection: 'off' });
    expect(lockOf(archive(other))).toEqual({ Mode: 'GOVERNANCE', Days: 2922 });
  });

  it('takes entries from one function, which can neither read nor delete them', () => {
    const onArchive = stack
      .ofType('AWS::IAM::Role')
      .flatMap(([id, { Properties }]) => v.parse(roleSchema, Properties).Policies.map((policy) => ({ id, policy })))
      .flatMap(({ id, policy }) => policy.PolicyDocument.Statement.map((statement) => ({ id, ...statement })))
      .filter(({ Resource: resource }) => /archivebucket/i.test(JSON.stringify(resource ?? '')));
    expect(onArchive.map(({ id, Action }) => [id.slice(0, 12), [Action].flat()])).toEqual([
      ['archiveaudit', ['s3:PutObject']],
    ]);
  });

  it('gets the trail of who touches documents and audit, without the customers’ own clicks', async () => {
    const [trail, ...others] = stack.ofType('AWS::CloudTrail::Trail');
    expect(others).toEqual([]);
    expect(trail?.[1].Properties).toMatchObject({
      ...{ IsLogging: true, EnableLogFileValidation: true, TrailName: 'CustomerPortal-local' },
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
            { Field: 'resources.ARN' },
            { Field: 'userIdentity.arn', NotStartsWith: [expect.anything()] },
          ],
        },
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::DynamoDB::Table'] },
            { Field: 'resources.ARN' },
          ],
        },
      ],
    });
    expect(JSON.stringify(trail?.[1].Properties)).toMatch(/assumed-role\/",\{"Ref":"linkdocumentrole/);
    expect((await synthesizedTemplates({ accessTrail: 'off' })).text).not.toContain('cloudtrail');
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
