import { mailOutcomes } from '#shared/documents/compose.ts';
import { acting } from '#shared/helpdesk/compose.ts';
import { suppressionList } from '#shared/messages/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { liftSuppression } from './lift-suppression.ts';

export const handler = httpApi(liftSuppression({ ...acting(), list: suppressionList(), outcomes: mailOutcomes() }));
