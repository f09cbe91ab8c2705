import { buildAssets } from '#infra/build.ts';

// Bundles the functions and builds the web page into dist/.
await buildAssets();
