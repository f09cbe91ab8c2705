import { type AccessOf, onPortalTable, settings } from '#shared/platform/access.ts';
import type { Limits } from './limits.ts';

export const limits: AccessOf<Limits> = { take: onPortalTable('UpdateItem'), giveBack: onPortalTable('UpdateItem') };

/** How often a day somebody may fail to be identified: with one person's data, from one address (R2.3). */
export const identificationLimits = settings('FAILED_IDENTIFICATIONS_PER_PERSON', 'FAILED_IDENTIFICATIONS_PER_ADDRESS');
/** How often a day the confirmation mail of one registration is sent (R2.7). */
export const confirmationMailLimit = settings('CONFIRMATION_MAILS_PER_REGISTRATION');
/** How often a day the password SMS of one registration is sent (R2.9). */
export const passwordSmsLimit = settings('PASSWORD_SMS_PER_REGISTRATION');
/** How many files a day one address may check (R7.2). */
export const authenticityLimit = settings('AUTHENTICITY_CHECKS_PER_ADDRESS');
