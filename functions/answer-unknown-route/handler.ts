import { contract } from '#shared/contract/contract.ts';
import { answerUnknownRoute } from './answer-unknown-route.ts';

export const handler = answerUnknownRoute(Object.values(contract));
