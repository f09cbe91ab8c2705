import { readCallingCodes } from '#shared/contract/contacts/calling-codes.ts';
import { mobileReader } from '#shared/contract/contacts/read-mobile.ts';
import { dynamoUnclaimedUsers } from '#shared/customers/accounts/dynamo-unclaimed-users.ts';
import { dynamoCancellations } from '#shared/customers/cancelling/dynamo-cancellations.ts';
import { sqsFinishingRequests } from '#shared/customers/cancelling/sqs-finishing-requests.ts';
import { dynamoContactChanges } from '#shared/customers/contacts/dynamo-contact-changes.ts';
import { dynamoLanguages, dynamoReminderChoices } from '#shared/customers/contacts/dynamo-languages.ts';
import { dynamoPersons, readSeveral } from '#shared/customers/persons/dynamo-persons.ts';
import { dynamoLinks } from '#shared/customers/registration/dynamo-links.ts';
import { dynamoRegistrations, dynamoUnclaimedAccounts } from '#shared/customers/registration/dynamo-registrations.ts';
import { documentVersions } from '#shared/documents/compose.ts';
import { registry } from '#shared/insurer/compose.ts';
import { provedMailing } from '#shared/messages/compose.ts';
import { sqs } from '#shared/platform/clients/sqs-client.ts';
import { limitOf, limits } from '#shared/platform/compose.ts';
import { now, readVariable } from '#shared/platform/environment.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { passwordTurns } from '#shared/sign-in/compose.ts';
import type { Credentials } from '#shared/sign-in/credentials/credentials.ts';
import type { WaitingCorrection } from './cancelling/cancellations.ts';

// Makes the adapters of this area for the handlers. Each reads its variables when it is called, so a function needs only the
// variables of the adapters that it uses (access.ts).

const portal = () => readVariable('PORTAL_TABLE');

export const unclaimedUsers = (credentials: Pick<Credentials, 'remove'>) =>
  dynamoUnclaimedUsers(dynamo(), readVariable('PORTAL_TABLE'), credentials);

export const cancellations = () => dynamoCancellations(dynamo(), portal());
export const finishingRequests = () => sqsFinishingRequests(sqs(), readVariable('CANCELLATION_QUEUE_URL'));

/**
 * The dependencies of finishing a cancellation. One attempt at its mail: a retry in the client could send it twice; the queue
 * retries.
 */
export const finishing = (users: Credentials, corrections: WaitingCorrection) => ({
  corrections,
  ...provedMailing(1),
  cancellations: cancellations(),
  versions: documentVersions(),
  turns: passwordTurns(),
  credentials: users,
  now,
});

export const contactChanges = () => dynamoContactChanges(dynamo(), portal());
export const languages = () => dynamoLanguages(dynamo(), portal());
export const reminderChoices = () => dynamoReminderChoices(dynamo(), portal());

/** Reads mobile numbers of the countries that the setting names (R2.5). */
export const mobiles = () => mobileReader(readCallingCodes(readVariable('MOBILE_CALLING_CODES')));

export const persons = () =>
  dynamoPersons(dynamo(), {
    tables: { portal: readVariable('PORTAL_TABLE'), registry: readVariable('REGISTRY_TABLE') },
    several: readVariable('SEVERAL_CUSTOMER_IDS'),
    now,
  });

/** The dependencies of finding a customer's policies. */
export const policyHolders = () => ({ registry: registry(), persons: persons(), now });

/** The setting for equal identity data under several customerIds: refuse, or count as one person (R9.2a). */
const several = () => readSeveral(readVariable('SEVERAL_CUSTOMER_IDS'));

/** The dependencies of identifying a person by the registry's data, within limits. */
export const identifying = () => ({ ...policyHolders(), several: several(), limits: limits() });

export const registrations = () =>
  dynamoRegistrations(dynamo(), { portal: portal(), registry: readVariable('REGISTRY_TABLE') });
export const registrationLinks = () => dynamoLinks(dynamo(), portal());
export const unclaimedAccounts = () => dynamoUnclaimedAccounts(dynamo(), portal());

/** The dependencies of a registration, and how often identifying may fail (R2.3a). */
export const registering = () => ({
  ...identifying(),
  registrations: registrations(),
  failedIdentificationsPerPerson: limitOf('FAILED_IDENTIFICATIONS_PER_PERSON'),
  failedIdentificationsInAll: limitOf('FAILED_IDENTIFICATIONS_IN_ALL'),
  failedIdentificationsPerAddress: limitOf('FAILED_IDENTIFICATIONS_PER_ADDRESS'),
});

/** The dependencies of confirming a registration, but its password. */
export const confirming = (users: Credentials) => ({
  ...policyHolders(),
  registrations: registrations(),
  credentials: users,
  unclaimed: unclaimedUsers(users),
});
