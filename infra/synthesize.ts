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
 * built. Context comes from cdk.json and `-c`, or from `context`. Throws for a setting that is not right.
 */
export function synthesize(
  options: { readonly outdir?: string; readonly context?: Record<string, unknown> } = {},
): Synthesized {
  const app = new App({
    analyticsReporting: false,
    ...(options.outdir ? { outdir: options.outdir } : {}),
    ...(options.context ? { context: options.context } : {}),
  });
  const settings = readSettings(app.node);
  const stackName = `CustomerPortal-${settings.stage}`;
  new PortalStack(app, stackName, { settings });
  return { folder: app.synth().directory, stackName };
}
