import { readCallingCodes } from '#shared/customers/accounts/mobile.ts';
import { readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { dynamoContactChanges } from './dynamo-contact-changes.ts';
import { dynamoLanguages } from './dynamo-languages.ts';

const portal = () => readVariable('PORTAL_TABLE');

export const contactChanges = () => dynamoContactChanges(dynamo(), portal());
export const languages = () => dynamoLanguages(dynamo(), portal());

/** The calling codes whose mobiles are accepted (R2.5). */
export const callingCodes = () => readCallingCodes(readVariable('MOBILE_CALLING_CODES'));
