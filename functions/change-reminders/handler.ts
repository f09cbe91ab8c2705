import { reminderChoices } from '#shared/customers/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { changeReminders } from './change-reminders.ts';

export const handler = httpApi(changeReminders({ reminders: reminderChoices() }));
