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
const folders = { website: folder('website'), brands: folder('brands') };
const pages = () => s3Pages(s3(), bucket, { ...folders, insurer: readInsurer(insurer), now: now() });
export const handler = publishWebsite({ pages, answer: answerCloudFormation({ put: fetch, pause }) });
