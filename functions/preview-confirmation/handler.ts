import { persons } from '#shared/customers/persons/compose.ts';
import { registrations } from '#shared/customers/registration/compose.ts';
import { registry } from '#shared/insurer/registry/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { now } from '#shared/platform/now.ts';
import { previewConfirmation } from './preview-confirmation.ts';

export const handler = httpApi(
  previewConfirmation({ registry: registry(), persons: persons(), registrations: registrations(), now }),
);
