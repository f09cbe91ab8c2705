import { App } from 'aws-cdk-lib';
import { portalNameOfStage, portalStacks } from './portal-stacks.ts';
import { readSettings } from './settings.ts';

/** A stack reads another's outputs when it is deployed, and locks none of them (docs/decisions/0090-three-stacks.md). */
export const weakReferences = { '@aws-cdk/core:defaultCrossStackReferences': 'weak' } as const;

export type Synthesized = {
  /** The cloud assembly's folder: templates, asset manifests, assets. */
  readonly templateDir: string;
  /** In the order in which they are deployed. */
  readonly stackNames: readonly string[];
  /** What the names of functions, queues and alarms begin with; also the name of the stack that answers customers. */
  readonly portalName: string;
};

/**
 * Writes the stacks' templates and assets into `outdir` (CDK's own default: cdk.out), from assets that were already
 * built. The stage comes from cdk.json and `-c`, or from `context`. `isValidated`: CDK holds the template against
 * CloudFormation's rules, which takes longer than everything else here; for templates that are deployed. Throws for a
 * setting that is not right.
 */
export function synthesize(
  options: {
    readonly outdir?: string;
    readonly context?: Record<string, unknown>;
    /** Where the stages' files are; the project's own folder where left out. */
    readonly stagesFolder?: string;
    readonly isValidated?: boolean;
  } = {},
): Synthesized {
  const { outdir, context = {}, isValidated = false, stagesFolder } = options;
  const app = new App({
    analyticsReporting: false,
    builtinCloudFormationValidation: isValidated,
    ...(outdir ? { outdir } : {}),
    context: {
      ...context,
      // What breaks a rule is an error, not only a warning.
      '@aws-cdk/core:validateAgainstDefaultRules': true,
      ...weakReferences,
    },
  });
  const settings = readSettings(app.node, stagesFolder);
  const stackNames = portalStacks(app, settings).map(({ stackName }) => stackName);
  return { templateDir: app.synth().directory, stackNames, portalName: portalNameOfStage(settings) };
}
