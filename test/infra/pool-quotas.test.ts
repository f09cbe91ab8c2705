import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { synthesizedTemplates } from './synthesized.ts';

type Stack = Awaited<ReturnType<typeof synthesizedTemplates>>;
let stack: Stack;
beforeAll(async () => {
  stack = await synthesizedTemplates();
});

const throttleSchema = v.object({ ThrottlingRateLimit: v.number(), ThrottlingBurstLimit: v.number() });
const stageSchema = v.object({ RouteSettings: v.record(v.string(), throttleSchema) });

const stageOf = ({ ofType }: Stack) => {
  const [entry] = ofType('AWS::ApiGatewayV2::Stage');
  if (!entry) throw new Error('the stack has no stage');
  return entry[1];
};
const throttlesOf = (of: Stack) => v.parse(stageSchema, stageOf(of).Properties).RouteSettings;
/** What all these routes let through in their worst second. */
const mostInASecond = (of: Stack) =>
  Object.values(throttlesOf(of)).reduce((sum, one) => sum + one.ThrottlingRateLimit + one.ThrottlingBurstLimit, 0);

describe("R15.2 Cognito's quota of sign-ins", () => {
  it('is more than all routes that use it let through in one second, and follows its setting', async () => {
    expect(mostInASecond(stack)).toBeLessThanOrEqual(120);
    expect(mostInASecond(stack)).toBeGreaterThan(100);
    expect(mostInASecond(await synthesizedTemplates({ userAuthenticationQuota: '600' }))).toBeGreaterThan(540);
  });

  it('is shared by every route whose function asks the pool for a password or for tokens', () => {
    const signingIn = /cognito-idp:Admin(InitiateAuth|RespondToAuthChallenge)/;
    const asking = stack
      .ofType('AWS::IAM::Role')
      .filter(([, { Properties }]) => signingIn.test(JSON.stringify(Properties)))
      .map(([id]) => id.replace(/role.*$/, ''));
    // Its call has no signature and needs no permission.
    const names = [...asking, contract.refreshSession.name.replaceAll('-', '')].sort();
    const throttled = Object.values(contract)
      .filter(({ method, path }) => throttlesOf(stack)[`${method} ${path}`] !== undefined)
      .map(({ name }) => name.replaceAll('-', ''));
    expect(throttled.sort()).toEqual(names);
  });

  it('the stage waits for the routes that it has settings of, as API Gateway wants', () => {
    const needed = stack
      .ofType('AWS::ApiGatewayV2::Route')
      .filter(([, { Properties }]) => throttlesOf(stack)[String(Properties.RouteKey)] !== undefined)
      .map(([id]) => id);
    expect(needed).toHaveLength(10);
    expect([stageOf(stack).DependsOn].flat()).toEqual(expect.arrayContaining(needed));
  });
});

describe('R15.2 runs kept free for the pool’s triggers', () => {
  const reservedIn = ({ ofType }: Stack) =>
    ofType('AWS::Lambda::Function').flatMap(([, { Properties }]) =>
      Properties.ReservedConcurrentExecutions === undefined
        ? []
        : [
            [
              String(Properties.FunctionName).replace('CustomerPortal-local-', ''),
              Properties.ReservedConcurrentExecutions,
            ],
          ],
    );

  it('are none until an operator sets them, since an account may have none to keep', async () => {
    expect(reservedIn(stack)).toEqual([]);
    expect(reservedIn(await synthesizedTemplates({ guardConcurrency: '120' })).sort()).toEqual([
      ['guard-sign-in', 120],
      ['name-account', 120],
    ]);
  });

  it.each([
    ['too few to sign in by', { guardConcurrency: '19' }],
    ['so many that less than a hundred are left', { guardConcurrency: '120', lambdaConcurrency: '339' }],
    ['any in a new account', { guardConcurrency: '20', lambdaConcurrency: '10' }],
  ])('are refused: %s', async (_, settings) => {
    await expect(synthesizedTemplates(settings)).rejects.toThrow('The setting guardConcurrency is not right');
  });
});
