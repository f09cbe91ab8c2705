import { buildAssets } from '#infra/build.ts';
import { StageError } from '#infra/stage-file.ts';
import { synthesize } from '#infra/synthesize.ts';

// The CDK app behind `npx cdk synth` and `npx cdk deploy`.
await buildAssets();
try {
  synthesize({ isValidated: true });
} catch (error) {
  if (!(error instanceof StageError)) throw error;
  // Each line says what to do; where the code found it out helps nobody.
  console.error(error.message);
  process.exitCode = 1;
}
