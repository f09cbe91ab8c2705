import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it, vi } from 'vitest';
import { PortalStack } from '#infra/portal-stack.ts';
import { readSettings } from '#infra/settings.ts';
import { playedStack } from '#test/support/portal/played-stack.ts';

/** The stack as the CDK app makes it, with these settings. */
async function aStack(context: Record<string, string> = {}) {
  await playedStack();
  const app = new App({ analyticsReporting: false, context, outdir: await mkdtemp(join(tmpdir(), 'portal-nag-')) });
  return new PortalStack(app, 'CustomerPortal-nag', { settings: readSettings(app.node) });
}

const withDomain = {
  domain: 'portal.biztosito.example',
  certificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000',
  smsCanaryNumber: '+36301234567',
};

describe('cdk-nag, the rules of AwsSolutions', () => {
  it.each([
    ['as it is by default', {}],
    ['with a domain and an SMS canary', withDomain],
  ])('0 unexplained findings %s', async (_, context) => {
    const { violations } = new AwsSolutionsChecks().validateScope(await aStack(context));
    const findings = violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map((one) => `${ruleName} ${JSON.stringify(one)}`),
    );
    expect(findings).toEqual([]);
  });

  const acknowledged = (stack: Stack) =>
    stack.node
      .findAll()
      .flatMap((construct) =>
        construct.node.metadata
          .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
          .flatMap(({ data }) => Object.entries<string>(data).map(([id, reason]) => ({ construct, id, reason }))),
      );

  it('every acknowledgement is of something that is found there', async () => {
    const given = acknowledged(await aStack());
    vi.spyOn(Validations.prototype, 'acknowledge').mockImplementation(() => {});
    const { violations } = new AwsSolutionsChecks().validateScope(await aStack());
    vi.restoreAllMocks();
    const isFound = ({ construct, id }: (typeof given)[number]) =>
      violations.some(
        ({ ruleName, violatingResources }) =>
          id === `Annotation::${ruleName}` &&
          violatingResources.some(({ constructPath }) => `${constructPath}/`.startsWith(`${construct.node.path}/`)),
      );
    expect(violations.length).toBeGreaterThan(20);
    expect(given.filter((one) => !isFound(one)).map(({ construct, id }) => `${construct.node.path} ${id}`)).toEqual([]);
  });

  it('every acknowledgement gives its reason, and none covers a whole rule of the stack', async () => {
    const stack = await aStack();
    const given = acknowledged(stack);
    expect(given.length).toBeGreaterThan(20);
    for (const { id, reason } of given) expect(reason.length, id).toBeGreaterThan(40);
    const onTheStack = given.filter(({ construct }) => construct === stack).map(({ id }) => id);
    expect(onTheStack.filter((id) => !/\[Resource::.+\]$/.test(id))).toEqual([]);
  });
});
