import { policyHolders, registrations } from '#shared/customers/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { previewConfirmation } from './preview-confirmation.ts';

export const handler = httpApi(previewConfirmation({ ...policyHolders(), registrations: registrations() }));
