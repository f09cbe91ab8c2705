import { DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { aCustomer, unique } from '#test/builders/customer.ts';
import { callApi } from '#test/support/portal/api.ts';
import { idle } from '#test/support/portal/control.ts';
import { askForLink, listDocuments, registrationOf } from '#test/support/portal/customer.ts';
import { clearFaults } from '#test/support/portal/faults.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { operatedOn, stageOf } from '#test/support/portal/operate.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { withoutVariable } from '../../journeys/edited-stack.ts';
import { readAwsCommand, sendAsOperator } from '../aws-command.ts';
import { alarmIs, fails, signedUp, withDocument } from './acts.ts';
import type { Drill } from './drill.ts';

const signInAs = (portal: Portal, username = unique()) =>
  callApi(portal, 'POST', 'session', { body: { username, password: 'a password' } });
const check = (portal: Portal) => callApi(portal, 'POST', 'authenticity', { body: { sha256: '0'.repeat(64) } });
const several = (count: number, act: () => Promise<unknown>) => Promise.all(Array.from({ length: count }, () => act()));

/** A table's fault: customers meet it minute by minute. */
const tableDrill = (error: string) => async (portal: Portal) => {
  const call = async () => {
    await several(3, () => check(portal));
    await signInAs(portal);
  };
  return {
    async inject() {
      await fails(portal, { service: 'dynamodb', error });
      await call();
      await call();
    },
    eachMinute: call,
    mend: () => clearFaults(portal),
  };
};

/** Files of the pages that are lost. */
async function losePages(portal: Portal, which: RegExp): Promise<void> {
  const { WebsiteBucket: Bucket } = portal.outputs;
  const { Contents: found = [] } = await portal.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'assets/' }));
  const Objects = found.flatMap(({ Key }) => (Key !== undefined && which.test(Key) ? [{ Key }] : []));
  if (Objects.length === 0) throw new Error(`the pages have no ${which}`);
  await portal.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
}

const pagesDrill = (which: RegExp) => async (portal: Portal) => ({
  inject: () => losePages(portal, which),
  mend: () => operatedOn(portal, 'publish-pages'),
});

const ruleOff = (number: string, name: string, quietMinutes: number): Drill => ({
  number,
  fault: `The rule of ${name} is switched off`,
  rings: { severity: 'ticket', heading: `${name}-not-running` },
  cure: 'the rule is switched on',
  quietMinutes,
  since: {
    what: 'two of its periods are over',
    leap: 'PT1M',
    reached: alarmIs(`${name}-not-running`, 'INSUFFICIENT_DATA'),
  },
  prepare: async (portal) => {
    // As the runbook's `aws events enable-rule`.
    const rule = `CustomerPortal-${stageOf(portal)}-${name}`;
    const turn = (to: string) => sendAsOperator(readAwsCommand(`events ${to}-rule --name ${rule}`), portal.aws);
    return { inject: () => turn('disable'), mend: () => turn('enable') };
  },
});

/** What the portal runs on, and what is deployed. */
export const platformDrills: readonly Drill[] = [
  {
    number: '12',
    fault: '32 made-up usernames are locked',
    rings: { severity: 'page', heading: 'lock-surge' },
    cure: 'the guesser stops',
    prepare: async (portal) => ({
      async inject() {
        for (let name = 0; name < 32; name++) {
          const username = `${unique(6)}${name}`;
          for (let times = 0; times < 3; times++) await signInAs(portal, username);
        }
      },
      mend: async () => undefined,
    }),
  },
  {
    number: '13',
    fault: 'DynamoDB throttles',
    rings: { severity: 'page', heading: 'tables-failing' },
    cure: 'the surge passes',
    lastsMinutes: 5,
    prepare: tableDrill('ProvisionedThroughputExceededException'),
  },
  {
    number: '14',
    fault: 'DynamoDB fails',
    rings: { severity: 'page', heading: 'tables-failing' },
    cure: 'AWS has mended it',
    lastsMinutes: 5,
    prepare: tableDrill('InternalServerError'),
  },
  {
    number: '15',
    fault: 'Cognito fails',
    rings: { severity: 'page', heading: 'pool-failing' },
    cure: 'AWS has mended it',
    async prepare(portal) {
      const { cookie } = (await signedUp(portal)).session;
      // An open page asks for new tokens; a password that could not be tested would be a strike.
      const call = () => several(2, () => callApi(portal, 'POST', 'session/refresh', { cookie }));
      return {
        async inject() {
          await fails(portal, { service: 'cognito-idp', error: 'InternalErrorException' });
          await call();
        },
        eachMinute: call,
        mend: () => clearFaults(portal),
      };
    },
  },
  {
    number: '15b',
    fault: 'The user pool is deleted',
    rings: { severity: 'page', heading: 'customers-get-errors' },
    cure: 'a new pool, and `restore customers`',
    prepare: async (portal) => ({
      async inject() {
        await fails(portal, { service: 'cognito-idp', error: 'ResourceNotFoundException' });
        await signInAs(portal);
      },
      eachMinute: () => signInAs(portal),
      mend: () => clearFaults(portal),
    }),
  },
  {
    number: '16',
    fault: 'A secret cannot be read when functions start',
    rings: { severity: 'page', heading: 'customers-get-errors' },
    cure: 'the permission is back',
    async prepare(portal) {
      const customer = await anInsuredPerson(portal);
      const call = () => callApi(portal, 'POST', 'registrations', { body: registrationOf(customer) });
      return {
        async inject() {
          const operation = 'GetSecretValue';
          await fails(portal, { service: 'secretsmanager', operation, error: 'AccessDeniedException' });
          await call();
        },
        eachMinute: call,
        mend: () => clearFaults(portal),
      };
    },
  },
  {
    number: '17',
    fault: 'A deployment took a variable from sign-in: it cannot start',
    rings: { severity: 'page', heading: 'customers-get-errors' },
    cure: 'the deployment is rolled back',
    deployed: withoutVariable('sign-in', 'PORTAL_TABLE'),
    prepare: async () => ({ inject: signInAs, eachMinute: (at) => signInAs(at), mend: signInAs }),
  },
  {
    number: '18',
    fault: 'A deployment took its table from guard-sign-in: it cannot start',
    rings: { severity: 'page', heading: 'nobody-can-sign-in' },
    cure: 'the deployment is rolled back',
    deployed: withoutVariable('guard-sign-in', 'PORTAL_TABLE'),
    prepare: async () => ({
      inject: (at) => signInAs(at),
      eachMinute: (at) => signInAs(at),
      mend: (at) => signInAs(at),
    }),
  },
  {
    number: '20',
    fault: 'The website is half published: all scripts are gone',
    rings: { severity: 'page', heading: 'customers-get-errors' },
    cure: '`publish-pages`',
    prepare: pagesDrill(/\.js$/),
  },
  {
    number: '21',
    fault: 'The documents page’s script is gone',
    rings: { severity: 'page', heading: 'customers-get-errors' },
    cure: '`publish-pages`',
    prepare: pagesDrill(/\/documents-page-/),
  },
  {
    number: '23',
    fault: 'AWS starts no more functions',
    rings: { severity: 'page', heading: 'functions-stopped' },
    cure: 'the quota is raised',
    prepare: async (portal) => ({
      async inject() {
        await fails(portal, {
          ...{ service: 'lambda', operation: 'Invoke', function: 'check-authenticity' },
          error: 'TooManyRequestsException',
        });
        await several(5, () => check(portal));
      },
      eachMinute: () => several(2, () => check(portal)),
      mend: () => clearFaults(portal),
    }),
  },
  ruleOff('24a', 'visit-portal', 6),
  ruleOff('24b', 'apply-corrections', 16),
  {
    number: '28',
    fault: 'What proves a reading cannot be noted',
    rings: { severity: 'ticket', heading: 'evidence-not-noted' },
    cure: 'the table takes it again',
    async prepare(portal) {
      const { session } = await withDocument(portal);
      const [document] = (await listDocuments(portal, session)).documents;
      return {
        async inject() {
          await fails(portal, {
            ...{ service: 'dynamodb', operation: 'PutItem', function: 'link-document' },
            error: 'AccessDeniedException',
          });
          await askForLink(portal, session, document?.documentId ?? '');
          await idle(portal);
        },
        mend: () => clearFaults(portal),
      };
    },
  },
  {
    number: '29',
    fault: 'The first start of a stage',
    rings: { severity: 'ticket', heading: 'registry-missing' },
    cure: 'the insurer’s first file',
    isFirstStart: true,
    prepare: async (portal) => ({
      inject: async () => undefined,
      mend: () => registerAtInsurer(portal, aCustomer()),
    }),
  },
];
