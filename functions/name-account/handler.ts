import { nameAccount } from './name-account.ts';

export const handler = nameAccount;
