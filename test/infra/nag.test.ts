import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it, vi } from 'vitest';
import { portalStacks } from '#infra/portal-stacks.ts';
import { featureFlags } from '#infra/synthesize.ts';
import { readSettings } from '#stages/settings.ts';
import { playedStack } from '#test/support/portal/played-stack.ts';

/** The stacks as the CDK app makes them, with these settings. */
async function stacks(context: Record<string, string> = {}) {
  await playedStack();
  const app = new App({
    analyticsReporting: false,
    context: { ...featureFlags, ...context },
    outdir: await mkdtemp(join(tmpdir(), 'portal-nag-')),
  });
  return portalStacks(app, readSettings(app.node));
}

const withDomain = {
  domain: 'portal.biztosito.example',
  certificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000',
  smsCanaryNumber: '+36301234567',
};

const findingsIn = (made: readonly Stack[]) =>
  made.flatMap((stack) => new AwsSolutionsChecks().validateScope(stack).violations);

describe('cdk-nag, the rules of AwsSolutions', () => {
  it.each([
    ['as it is by default', {}],
    ['with a domain and an SMS canary', withDomain],
    ['without a web ACL', { webAcl: 'off' }],
    ['with traces', { tracing: 'on' }],
  ])('0 unexplained findings %s', async (_, context) => {
    const findings = findingsIn(await stacks(context)).flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map((one) => `${ruleName} ${JSON.stringify(one)}`),
    );
    expect(findings).toEqual([]);
  });

  const acknowledged = (made: readonly Stack[]) =>
    made
      .flatMap((stack) => stack.node.findAll())
      .flatMap((construct) =>
        construct.node.metadata
          .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
          .flatMap(({ data }) => Object.entries<string>(data).map(([id, reason]) => ({ construct, id, reason }))),
      );

  it('every acknowledgement is of something that is found there', async () => {
    const given = acknowledged(await stacks());
    vi.spyOn(Validations.prototype, 'acknowledge').mockImplementation(() => {});
    const violations = findingsIn(await stacks());
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

  it('every acknowledgement gives its reason, and none covers a whole rule of a stack', async () => {
    const made = await stacks();
    const given = acknowledged(made);
    expect(given.length).toBeGreaterThan(20);
    for (const { id, reason } of given) expect(reason.length, id).toBeGreaterThan(40);
    const onTheStack = given.filter(({ construct }) => made.some((stack) => stack === construct)).map(({ id }) => id);
    expect(onTheStack.filter((id) => !/\[Resource::.+\]$/.test(id))).toEqual([]);
  });
});
