import { httpApi } from '#shared/http/http-api.ts';
import { persons } from '#shared/persons/compose.ts';
import { now } from '#shared/platform/now.ts';
import { registrations } from '#shared/registration/compose.ts';
import { registry } from '#shared/registry/compose.ts';
import { previewConfirmation } from './preview-confirmation.ts';

export const handler = httpApi(
  previewConfirmation({ registry: registry(), persons: persons(), registrations: registrations(), now }),
);
