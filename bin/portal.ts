import { buildAssets } from '#infra/build.ts';
import { synthesize } from '#infra/synthesize.ts';

// The CDK app behind `npx cdk synth` and `npx cdk deploy`.
await buildAssets();
synthesize({ isValidated: true });
