import { App } from 'aws-cdk-lib';
import { PortalStack } from './portal-stack.ts';
import { readSettings } from './settings.ts';

export type Synthesized = {
  /** The cloud assembly's folder: template, asset manifest, assets. */
  readonly folder: string;
  readonly stackName: string;
};

/**
 * Writes the stack's template and assets into `outdir` (CDK's own default: cdk.out), from assets that were already
 * built. Context comes from cdk.json and `-c`, or from `context`. `isValidated`: CDK holds the template against
 * CloudFormation's rules, which takes longer than everything else here; for templates that are deployed. Throws for a
 * setting that is not right.
 */
export function synthesize(
  options: {
    readonly outdir?: string;
    readonly context?: Record<string, unknown>;
    readonly isValidated?: boolean;
  } = {},
): Synthesized {
  const { outdir, context = {}, isValidated = false } = options;
  const app = new App({
    analyticsReporting: false,
    builtinCloudFormationValidation: isValidated,
    ...(outdir ? { outdir } : {}),
    // What breaks a rule is an error, not only a warning.
    context: { ...context, '@aws-cdk/core:validateAgainstDefaultRules': true },
  });
  const settings = readSettings(app.node);
  const stackName = `CustomerPortal-${settings.stage}`;
  new PortalStack(app, stackName, { settings });
  return { folder: app.synth().directory, stackName };
}
