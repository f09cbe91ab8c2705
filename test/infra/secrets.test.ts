import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { synthesizedTemplates } from './synthesized.ts';

const secrets = {
  POOL_CLIENT_SECRET_ARN: 'app client',
  PSEUDONYM_SECRET_ARN: 'pseudonyms',
  LIMITS_SECRET_ARN: 'limits',
} as const;
type Secret = (typeof secrets)[keyof typeof secrets];

const functionSchema = v.object({
  FunctionName: v.string(),
  Environment: v.optional(v.object({ Variables: v.record(v.string(), v.unknown()) }), { Variables: {} }),
  Role: v.object({ 'Fn::GetAtt': v.tuple([v.string(), v.literal('Arn')]) }),
});
const statementSchema = v.object({ Action: v.unknown(), Resource: v.optional(v.unknown()) });
const roleSchema = v.object({
  Policies: v.array(v.object({ PolicyDocument: v.object({ Statement: v.array(statementSchema) }) })),
});

let stack: Awaited<ReturnType<typeof synthesizedTemplates>>;
beforeAll(async () => {
  stack = await synthesizedTemplates();
});

/** What each function reads of secrets, by its environment and by its role: name, variables, ARNs that it may read. */
const readers = () =>
  stack.ofType('AWS::Lambda::Function').map(([, { Properties }]) => {
    const { FunctionName, Environment, Role } = v.parse(functionSchema, Properties);
    const role = stack.resources.find(([id]) => id === Role['Fn::GetAtt'][0])?.[1];
    const statements = v
      .parse(roleSchema, role?.Properties)
      .Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    return {
      name: FunctionName.replace(/^CustomerPortal-\w+-/, ''),
      variables: Object.entries(Environment.Variables).filter(([name]) => name in secrets),
      granted: statements
        .filter(({ Action }) => [Action].flat().includes('secretsmanager:GetSecretValue'))
        .flatMap(({ Resource }) => [Resource].flat()),
    };
  });

const isSecret = (variable: string): variable is keyof typeof secrets => variable in secrets;
const heldBy = (names: readonly string[]): Record<string, Secret[]> =>
  Object.fromEntries(
    readers()
      .filter(({ name, variables }) => names.includes(name) && variables.length > 0)
      .map(({ name, variables }) => [
        name,
        variables.flatMap(([variable]) => (isSecret(variable) ? secrets[variable] : [])).sort(),
      ]),
  );
const endpointsFor = (auth: string) =>
  Object.values(contract)
    .filter((one) => one.auth === auth)
    .map(({ name }) => name);

describe('the templates', () => {
  it('hold no secret: each is made by Secrets Manager, or copied from what AWS made', () => {
    const all = stack.ofType('AWS::SecretsManager::Secret').map(([id, { Properties }]) => ({ id, Properties }));
    expect(all.length).toBeGreaterThan(3);
    for (const { id, Properties } of all) {
      const copied = JSON.stringify(Properties.SecretString ?? null);
      expect([id, 'GenerateSecretString' in Properties || /"Fn::GetAtt"/.test(copied)]).toEqual([id, true]);
    }
  });
});

describe('which function holds which secret', () => {
  it('R2.3a a call that needs no session holds the pseudonyms’ secret only where it finds a person or contact, or makes a password', () => {
    expect(heldBy(endpointsFor('none'))).toEqual({
      // Finds the person in the registry, and who has the contact.
      register: ['limits', 'pseudonyms'],
      // Claims the contact.
      'confirm-registration': ['pseudonyms'],
      'confirm-email': ['pseudonyms'],
      // Names the contact to the worker, which never sees address and number.
      'recover-access': ['pseudonyms'],
      // Makes the password of the SMS.
      'resend-password-sms': ['pseudonyms'],
      'resend-confirmation': ['limits'],
      'check-authenticity': ['limits'],
      // The secret that proves the pool's client also seals cookies and challenges.
      'sign-in': ['app client', 'limits'],
      'choose-password': ['app client'],
      'take-second-step': ['app client'],
      'challenge-passkey': ['app client'],
      'sign-in-by-passkey': ['app client'],
      'refresh-session': ['app client'],
      'sign-out': ['app client'],
    });
  });

  it('customers’ calls hold what they test passwords with; the helpdesk never does', () => {
    expect(heldBy(endpointsFor('account'))).toEqual({
      'challenge-new-passkey': ['app client'],
      // Opens the challenge that the one above has sealed.
      'add-passkey': ['app client'],
      'choose-second-step': ['app client'],
      'cancel-registration': ['app client'],
      'change-contact': ['app client', 'limits', 'pseudonyms'],
      'change-password': ['app client'],
      'confirm-mobile': ['pseudonyms'],
    });
    expect(heldBy(endpointsFor('iam'))).toEqual({
      'compare-mobile': ['pseudonyms'],
      'correct-email': ['pseudonyms'],
      'identify-caller': ['pseudonyms'],
      'resend-password': ['pseudonyms'],
    });
  });

  it('workers and triggers hold the pseudonyms’ secret or none', () => {
    const behindRoutes = new Set<string>(Object.values(contract).map(({ name }) => name));
    const others = readers().flatMap(({ name }) => (behindRoutes.has(name) ? [] : [name]));
    expect(heldBy(others)).toEqual({ 'import-registry': ['pseudonyms'], 'work-recoveries': ['pseudonyms'] });
  });

  it('a role reads exactly the secrets that its function’s environment names', () => {
    for (const { name, variables, granted } of readers()) {
      const named = variables.map(([, arn]) => JSON.stringify(arn)).sort();
      expect([name, granted.map((arn) => JSON.stringify(arn)).sort()]).toEqual([name, named]);
    }
  });
});
