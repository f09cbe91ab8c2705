import { buildAssets } from '#assets/build.ts';
import { BrandError } from '#brands/brand.ts';
import { synthesize } from '#infra/synthesize.ts';
import { StageError } from '#stages/stage-file.ts';

// The CDK app behind `npx cdk synth` and `npx cdk deploy`.
await buildAssets();
try {
  synthesize({ isValidated: true });
} catch (error) {
  if (!(error instanceof StageError || error instanceof BrandError)) throw error;
  // Each line says what to do; where the code found it out helps nobody.
  console.error(error.message);
  process.exitCode = 1;
}
