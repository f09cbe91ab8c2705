import { persons, registrations } from '#shared/customers/compose.ts';
import { registry } from '#shared/insurer/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { previewConfirmation } from './preview-confirmation.ts';

export const handler = httpApi(
  previewConfirmation({ registry: registry(), persons: persons(), registrations: registrations(), now }),
);
