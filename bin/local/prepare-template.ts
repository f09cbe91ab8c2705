import { fileURLToPath } from 'node:url';

/**
 * Builds the assets and synthesizes the stack into a folder of the local host's own, so that `cdk.out` stays what the
 * operator last synthesized.
 * @throws what the build or the synthesis throws.
 */
export async function prepareTemplate(
  outdir = fileURLToPath(new URL('../../dist/local-cdk.out', import.meta.url)),
): Promise<{ readonly templateDir: string; readonly stackName: string }> {
  const { buildAssets } = await import('#infra/build.ts');
  await buildAssets();
  const { synthesize } = await import('#infra/synthesize.ts');
  // With the constructs' paths a function is known here by its folder's name.
  const { folder, stackName } = synthesize({ outdir, context: { 'aws:cdk:enable-path-metadata': true } });
  return { templateDir: folder, stackName };
}
