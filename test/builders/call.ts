import type { Agent, Session } from '#shared/platform/http/endpoint.ts';

/** A session of the customer `anAccount`, signed in an hour before noon of 31 January 2027. */
export const aSession = (over: Partial<Session> = {}): Session => ({
  accountId: 'account-1',
  username: 'anna',
  issuedAt: Date.parse('2027-01-31T11:00:00Z') / 1000,
  sessionId: 'session-1',
  ...over,
});

/** A member of the helpdesk's staff. */
export const anAgent: Agent = { arn: 'arn:aws:sts::000000000000:assumed-role/Helpdesk/kata' };

/** Calls as a behaviour gets them, with nothing sent; tests add what they send. */
export const aVisitorsCall = {
  session: undefined,
  path: undefined,
  query: undefined,
  body: undefined,
  cookies: {},
  viewerAddress: '192.0.2.1',
} as const;
export const aCustomersCall = { ...aVisitorsCall, session: aSession() } as const;
export const anAgentsCall = { ...aVisitorsCall, agent: anAgent } as const;
