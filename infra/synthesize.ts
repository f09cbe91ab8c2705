import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import * as v from 'valibot';
import { noteGenerations } from '#stages/generations.ts';
import { readSettings } from '#stages/settings.ts';
import { portalStacks } from './portal-stacks.ts';
import { portalSystem } from './portal-system.ts';

const cdkJson = v.pipe(v.string(), v.parseJson(), v.object({ context: v.record(v.string(), v.unknown()) }));

/**
 * CDK's feature flags, from cdk.json: all that it recommends, so that no later one changes what is deployed. Read here too, since
 * only CDK's own command reads them.
 */
export const { context: featureFlags } = v.parse(
  cdkJson,
  readFileSync(join(import.meta.dirname, '../cdk.json'), 'utf8'),
);

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
 * setting that is not right. Once templates that are deployed are there, it notes the generations that their stage has
 * reached.
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
    context: { ...featureFlags, ...context },
  });
  const settings = readSettings(app.node, stagesFolder);
  const stackNames = portalStacks(app, settings).map(({ stackName }) => stackName);
  const { directory: templateDir } = app.synth();
  // Not before: what does not synthesize is not deployed.
  if (isValidated && settings.stage !== 'local') noteGenerations(settings, stagesFolder);
  return { templateDir, stackNames, portalName: portalSystem(settings).name };
}
