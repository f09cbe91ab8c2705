import { join } from 'node:path';
import { s3 } from '#shared/platform/clients/s3-client.ts';
import { pause } from '#shared/platform/compose.ts';
import { now, readVariable } from '#shared/platform/environment.ts';
import { answerCloudFormation } from './answer-cloudformation.ts';
import { publishWebsite } from './publish-website.ts';
import { s3Pages } from './s3-pages.ts';
import { readInsurer } from './write-insurer.ts';

const [bucket, insurer] = [readVariable('WEBSITE_BUCKET'), readVariable('INSURER')];
const folder = (name: string) => join(import.meta.dirname, name);
export const handler = publishWebsite({
  pages: () =>
    s3Pages(s3(), bucket, {
      website: folder('website'),
      brands: folder('brands'),
      insurer: readInsurer(insurer),
      now: now(),
    }),
  answer: answerCloudFormation({ put: fetch, pause }),
});
