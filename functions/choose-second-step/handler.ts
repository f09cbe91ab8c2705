import { customersAudit } from '#shared/helpdesk/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, passwordCheck, secondSteps } from '#shared/sign-in/compose.ts';
import { chooseSecondStep } from './choose-second-step.ts';

const stores = { accounts: accounts(), secondSteps: secondSteps(customersAudit()) };
export const handler = httpApi(chooseSecondStep({ ...(await passwordCheck()), ...stores }));
