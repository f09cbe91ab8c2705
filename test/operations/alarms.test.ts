import { SendMessageCommand } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { metrics } from '#shared/platform/metrics/metrics.ts';
import { aCustomer, unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { callApi } from '#test/support/portal/api.ts';
import { advance, advanceUnderWay, functionLogs, idle } from '#test/support/portal/control.ts';
import {
  askForLink,
  confirm,
  confirmationToken,
  listDocuments,
  register,
  registrationOf,
  signUp,
} from '#test/support/portal/customer.ts';
import { addFault, clearFaults, pendingFaults } from '#test/support/portal/faults.ts';
import { anAgent, identify, refusedBy, refuseSms } from '#test/support/portal/helpdesk-agent.ts';
import { anInsuredPerson, aRegisteredPerson, aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, registerAtInsurer, uploadDocument } from '#test/support/portal/insurer.ts';
import { clearLimits, setLimits } from '#test/support/portal/limits.ts';
import { stageOf } from '#test/support/portal/operate.ts';
import { aPasskeyHolder, signInByPasskey } from '#test/support/portal/passkeys.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { depth, queueUrl } from '#test/support/portal/queues.ts';
import { putRegistryFile } from '#test/support/portal/registry-files.ts';
import { aCarefulHolder, aPendingBrowser, askForCode, codesOf, typeCode } from '#test/support/portal/second-step.ts';
import { stackWith } from '#test/support/portal/stack-with.ts';
import { readAwsCommand, sendAsOperator } from './aws-command.ts';
import { attempt, auditEntry, failEveryFunction, shortName, workers } from './failing-functions.ts';
import { tableUnder } from './logging-guide.ts';
import { callsOn } from './table-calls.ts';
import { alarms, everWentOff, expectAlarms, invoke, letPass, measured } from './watched-portal.ts';

let portal: Portal;
let stack: Awaited<ReturnType<typeof stackWith>>;
beforeAll(async () => {
  stack = await stackWith({ smsCanaryNumber: '+36301110000', sesDailyQuota: 10, lockSurge: 2, lambdaConcurrency: 40 });
  portal = await openPortal(stack);
});
afterAll(async () => {
  await portal?.close();
  await stack?.remove();
});
beforeEach(() => letPass(portal));

const check = () => callApi(portal, 'POST', 'authenticity', { body: { sha256: '0'.repeat(64) } });
const checks = (count: number) => Promise.all(Array.from({ length: count }, check));
const onChecks = { service: 'dynamodb', operation: '*', function: 'check-authenticity' };

describe('R12.3 a failing function', () => {
  it('wakes an operator, every one of them', () =>
    expectAlarms(portal, portal.functions.map(shortName), () => failEveryFunction(portal)));

  it('wakes an operator when it dies, too', () =>
    expectAlarms(portal, ['check-authenticity'], async () => {
      await addFault(portal, { ...onChecks, crash: true });
      await check();
    }));

  it('R3 the guard wakes no operator when it refuses, but when it is slow', async () => {
    await invoke(portal, 'guard-sign-in');
    await expectAlarms(portal, ['guard-sign-in'], async () => {
      await addFault(portal, { ...onChecks, function: 'guard-sign-in', delayMs: 60_000 });
      await invoke(portal, 'guard-sign-in', attempt('b'));
    });
  });

  it('R3 so it does when it cannot start: it writes nothing, but sign-in hears of it', async () => {
    await expectAlarms(portal, ['guard-sign-in'], async () => {
      await addFault(portal, { ...onChecks, function: 'guard-sign-in', crash: true });
      const body = { username: unique(), password: 'a password' };
      expect((await callApi(portal, 'POST', 'session', { body })).status).toBe(503);
    });
  });
});

describe('R12.3 queues', () => {
  it('wake an operator when messages wait too long, and when they are parked', async () => {
    const hidden = async () => {
      const depths = await Promise.all(workers.map((name) => depth(portal, name)));
      return depths.every(({ waiting }) => waiting === 0) ? true : undefined;
    };
    await expectAlarms(
      portal,
      workers.map((name) => `${name}-late`),
      async () => {
        for (const name of workers)
          await portal.sqs.send(
            new SendMessageCommand({ QueueUrl: await queueUrl(portal, name), MessageBody: '{"nonsense":true}' }),
          );
        await eventually('the first failures', hidden);
        await idle(portal);
        await advance(portal, 'PT6H');
      },
    );
    await expectAlarms(
      portal,
      workers.map((name) => `${name}-parked`),
      async () => {
        for (let times = 0; times < 11; times++) {
          await eventually('the next failures', hidden);
          await idle(portal);
          await advance(portal, 'PT17M');
        }
      },
    );
  });
});

describe('R12.3 the API', () => {
  it('wakes an operator when it answers with errors', () =>
    expectAlarms(portal, ['api-errors'], async () => {
      await addFault(portal, { ...onChecks, error: 'AccessDeniedException', times: 99 });
      expect((await checks(5)).map(({ status }) => status)).toEqual(Array(5).fill(500));
    }));

  it('wakes an operator when it is slow for a quarter of an hour', () =>
    expectAlarms(portal, ['api-latency'], async () => {
      for (let times = 0; times < 3; times++) {
        if (times > 0) await advance(portal, 'PT5M');
        await addFault(portal, { ...onChecks, delayMs: 4000 });
        const slow = check();
        await eventually('the delay', async () => (await pendingFaults(portal)) === 0 || undefined);
        await advanceUnderWay(portal, 'PT4S');
        await slow;
      }
    }));
});

describe('R12.3 the portal’s dependencies', () => {
  it('throttled functions wake an operator', () =>
    expectAlarms(portal, ['functions-throttled'], async () => {
      await addFault(portal, {
        ...{ service: 'lambda', operation: 'Invoke', function: 'check-authenticity' },
        ...{ error: 'TooManyRequestsException', times: 5 },
      });
      expect((await checks(5)).map(({ status }) => status)).toEqual(Array(5).fill(503));
    }));

  it('a pool that throttles sign-ins, refreshes and new users wakes an operator', async () => {
    const [customer, holding] = [aCustomer(), aCustomer()];
    await registerAtInsurer(portal, customer, holding);
    const { cookie } = await signUp(portal, customer);
    await signUp(portal, holding);
    const holder = await aPasskeyHolder(portal, holding);
    const careful = await anInsuredPerson(portal);
    await aCarefulHolder(portal, careful);
    const pending = await aPendingBrowser(portal, careful);
    await askForCode(pending);
    const [code = ''] = await codesOf(portal, careful);
    const newcomer = await anInsuredPerson(portal);
    await register(portal, newcomer);
    const token = await confirmationToken(portal, newcomer);
    await expectAlarms(portal, ['pool-throttled', 'pool-refusing'], async () => {
      await setLimits(portal, { cognito: { UserAuthentication: 0, UserCreation: 0 } });
      const { username, password } = customer;
      const answers = [
        await callApi(portal, 'POST', 'session', { body: { username, password } }),
        await callApi(portal, 'POST', 'session', { body: { username, password } }),
        await callApi(portal, 'POST', 'session/refresh', { cookie }),
        await callApi(portal, 'POST', 'registrations/confirmation', { body: { token } }),
        await signInByPasskey(portal, holder),
        await typeCode(pending, code),
      ];
      await clearLimits(portal);
      expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503, 503]);
    });
  });

  it('four fifths of the allowed concurrent functions wake an operator', () =>
    expectAlarms(portal, ['functions-near-limit'], async () => {
      await addFault(portal, { ...onChecks, delayMs: 1000, times: 40 });
      await checks(40);
    }));

  it.each(['portal', 'registry'] as const)(
    'the %s table wakes an operator when it throttles or fails',
    async (name) => {
      const TableName = portal.outputs[name === 'portal' ? 'PortalTable' : 'RegistryTable'];
      const failAll = async (error: string) => {
        await addFault(portal, { service: 'dynamodb', operation: '*', error, times: 999 });
        for (let times = 0; times < 3; times++)
          for (const call of callsOn(portal, TableName)) await expect(call()).rejects.toThrow();
        await clearFaults(portal);
      };
      await expectAlarms(portal, [`${name}-table-throttled`], () => failAll('ProvisionedThroughputExceededException'));
      await expectAlarms(portal, [`${name}-table-failing`], () => failAll('InternalServerError'));
    },
  );
});

describe('R12.3 messages to customers', () => {
  const signUpBy = async (...changes: readonly Parameters<typeof aCustomer>[0][]) => {
    const customers = changes.map((change) => aCustomer(change));
    await registerAtInsurer(portal, ...customers);
    for (const customer of customers) await register(portal, customer);
    return customers;
  };

  it('mails that bounce, and complaints, wake an operator', async () => {
    await expectAlarms(portal, ['mail-bounces', 'mail-complaints'], () =>
      signUpBy({ email: `bounce.${unique()}@simulator.test` }, { email: `complaint.${unique()}@simulator.test` }),
    );
  });

  const failMails = (error: string, status = 400) =>
    addFault(portal, { service: 'ses', operation: 'SendEmail', error, status, times: 99 });

  it('mails that SES refuses, throttles or does not answer wake an operator', async () => {
    const customer = aCustomer();
    const newcomer = aCustomer();
    const [waiting, careful] = [aCustomer(), aCustomer()];
    await registerAtInsurer(portal, customer, newcomer, waiting, careful);
    await aCarefulHolder(portal, careful);
    const pending = await aPendingBrowser(portal, careful);
    const { token } = await signUp(portal, customer);
    const { registrationId } = (await register(portal, waiting)).body;
    await allWorkedOff(portal);
    const deliver = () => uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
    const { email, mobile } = customer;
    const recover = () => callApi(portal, 'POST', 'recoveries', { body: { email, mobile } });
    await expectAlarms(portal, ['mails-refused'], async () => {
      await failMails('AccountSendingPausedException');
      await callApi(portal, 'POST', 'registrations', { body: registrationOf(newcomer) });
      await callApi(portal, 'POST', `registrations/${registrationId}/confirmation-mail`);
      const change = { password: customer.password, email: `${unique()}@mail.example` };
      await callApi(portal, 'POST', 'account/contact-changes', { token, body: change });
      expect((await askForCode(pending)).status).toBe(503);
      await deliver();
      await recover();
      await eventually('the refusals', async () =>
        (await measured(portal, 'MailsRefused')).length > 1 ? true : undefined,
      );
      await eventually('the recovery', async () => {
        const by = (await measured(portal, 'MailsBlocked')).map(({ dimensions }) => dimensions.FunctionName ?? '');
        return by.map(shortName).includes('work-recoveries') ? true : undefined;
      });
    });
    await letPass(portal);
    await expectAlarms(portal, ['mails-postponed'], async () => {
      await failMails('InternalFailure', 500);
      await deliver();
      await eventually('the silence', async () =>
        (await measured(portal, 'MailsUnanswered')).length > 0 ? true : undefined,
      );
      await clearFaults(portal);
      await failMails('ThrottlingException');
      await deliver();
      await recover();
      const throttled = async () => (await measured(portal, 'MailsThrottled')).length > 1 || undefined;
      await eventually('the throttles', throttled);
      await idle(portal);
      await advance(portal, 'PT8M');
      await idle(portal);
    });
    await clearFaults(portal);
    await advance(portal, 'PT10M');
    await allWorkedOff(portal);
  });

  it('a day with nearly as many mails as SES allows wakes an operator', () =>
    expectAlarms(portal, ['mail-quota'], () => signUpBy({}, {}, {}, {}, {}, {}, {}, {})));

  it('SMS that do not arrive wake an operator', () =>
    expectAlarms(portal, ['sms-failures'], async () => {
      const changes = ['06 30 222 0000', '06 30 333 0000', '06 30 444 0000'].map((mobile) => ({
        ...{ mobile, dialled: `+36${mobile.slice(3).replaceAll(' ', '')}` },
      }));
      for (const customer of await signUpBy(...changes))
        await confirm(portal, await confirmationToken(portal, customer));
    }));

  it('so do SMS of the helpdesk and of changed contacts that the service refuses', async () => {
    const [heard, changing, confirming] = [aCustomer(), aCustomer(), aCustomer()];
    await registerAtInsurer(portal, heard, changing, confirming);
    await register(portal, confirming);
    await signUp(portal, heard);
    const { token } = await signUp(portal, changing);
    const agent = await anAgent(portal, 'agent.kata');
    const identification = await identify(agent, heard.identity);
    await expectAlarms(portal, ['sms-failures'], async () => {
      await refuseSms(portal, 9);
      for (let times = 0; times < 2; times++)
        expect((await refusedBy(agent, contract.resendPassword, { identification })).type).toBe('/problems/sms-failed');
      const change = { password: changing.password, mobile: '06 30 987 6543' };
      await callApi(portal, 'POST', 'account/contact-changes', { token, body: change });
      const { registrationId } = (await confirm(portal, await confirmationToken(portal, confirming))).body;
      await callApi(portal, 'POST', `registrations/${registrationId}/password-sms`);
    });
    await clearFaults(portal);
  });

  it('so do SMS that the service refuses', () =>
    expectAlarms(portal, ['sms-failures'], async () => {
      const customers = await signUpBy({}, {}, {});
      await addFault(portal, {
        service: 'sms-voice',
        operation: '*',
        error: 'ServiceQuotaExceededException',
        times: 9,
      });
      for (const customer of customers) await confirm(portal, await confirmationToken(portal, customer));
    }));

  it('documents whose mails mostly do not arrive wake an operator', async () => {
    const customer = await aRegisteredPerson(portal);
    await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
    await allWorkedOff(portal);
    const [delivered] = await measured(portal, 'DocumentsDelivered');
    expect(delivered?.points.at(-1)?.value).toBe(1);
    await expectAlarms(portal, ['documents-refused'], async () => {
      for (let count = 0; count < 20; count++) await uploadDocument(portal, `P-${unique()}`, aPdf());
      await allWorkedOff(portal);
    });
  });

  it('links that are not noted in the evidence open a ticket, and are no failure of the function', async () => {
    const { customer, session } = await aSignedUpPerson(portal);
    await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
    await allWorkedOff(portal);
    const [document] = (await listDocuments(portal, session)).documents;
    await expectAlarms(portal, ['evidence-not-noted'], async () => {
      await addFault(portal, {
        ...{ service: 'dynamodb', operation: 'PutItem', function: 'link-document' },
        ...{ error: 'InternalServerError', times: 99 },
      });
      expect((await askForLink(portal, session, document?.documentId ?? '')).status).toBe(200);
    });
    expect((await alarms(portal)).find(({ heading }) => heading === 'link-document')?.state).toBe('OK');
  });

  it('R5.1a so do mails about documents that wait for the quota for more than an hour', async () => {
    const customer = await aRegisteredPerson(portal);
    await allWorkedOff(portal);
    await setLimits(portal, { ses: { dailyQuota: 1 } });
    await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
    await allWorkedOff(portal);
    await expectAlarms(portal, ['mails-waiting'], async () => {
      await advance(portal, 'PT1H1M');
      await eventually('the run', async () => ((await measured(portal, 'MailLag')).length > 0 ? true : undefined));
    });
    await clearLimits(portal);
    await advance(portal, 'PT2M');
    await idle(portal);
    await allWorkedOff(portal);
  });

  it('R3 many locked usernames wake an operator; the guard’s refusals of them do not', async () => {
    const customers = [aCustomer(), aCustomer(), aCustomer(), aCustomer(), aCustomer()];
    await registerAtInsurer(portal, ...customers);
    const tokens: string[] = [];
    for (const customer of customers) tokens.push((await signUp(portal, customer)).token);
    const password = 'wrong every time';
    const change = { currentPassword: password, newPassword: `három új ${unique()} szó` };
    await expectAlarms(portal, ['lock-surge'], async () => {
      for (let times = 0; times < 4; times++) {
        await callApi(portal, 'POST', 'session', { body: { username: unique(4), password } });
        await callApi(portal, 'POST', 'session', { body: { username: 'nobody.at.all', password } });
        await callApi(portal, 'PUT', 'account/password', { token: tokens[0], body: change });
        await callApi(portal, 'DELETE', 'account', { token: tokens[1], body: { password } });
        const email = `${unique()}@mail.example`;
        await callApi(portal, 'POST', 'account/contact-changes', { token: tokens[2], body: { password, email } });
        await callApi(portal, 'POST', 'account/passkey-challenge', { token: tokens[3], body: { password } });
        await callApi(portal, 'PUT', 'account/second-step', { token: tokens[4], body: { password, on: true } });
      }
    });
    const locks = (await measured(portal, 'Locks')).map(({ dimensions, points }) => [
      shortName(dimensions.FunctionName ?? ''),
      points.length,
    ]);
    expect(locks.sort()).toEqual(
      [
        ...['cancel-registration', 'challenge-new-passkey', 'change-contact', 'change-password', 'choose-second-step'],
        'sign-in',
      ].map((name) => [name, 1]),
    );
    expect((await alarms(portal)).find(({ heading }) => heading === 'guard-sign-in')?.state).toBe('OK');
  });
});

describe('R10.3 the helpdesk’s audit', () => {
  it('an entry that somebody changed is on until somebody closes it', async () => {
    await expectAlarms(portal, ['audit-changed'], () => invoke(portal, 'archive-audit', auditEntry('MODIFY')));
    await letPass(portal);
    const state = async () => (await alarms(portal)).find(({ heading }) => heading === 'audit-changed')?.state;
    expect(await state()).toBe('ALARM');
    const name = `CustomerPortal-${stageOf(portal)}-audit-changed`;
    const close = `cloudwatch set-alarm-state --alarm-name ${name} --state-value OK --state-reason anna`;
    await sendAsOperator(readAwsCommand(close), portal.aws);
    expect(await state()).toBe('OK');
  });
});

describe('R12.3 the insurer’s files', () => {
  it('a registry file that is refused wakes an operator', () =>
    expectAlarms(portal, ['import-refused'], async () => {
      await putRegistryFile(portal, unique(), 'who,what\n1,2\n');
      await allWorkedOff(portal);
    }));

  it('a week without a registry file wakes an operator', async () => {
    await registerAtInsurer(portal, aCustomer());
    await expectAlarms(portal, ['registry-missing'], () => letPass(portal, 'P8D'));
  });

  it('changes that wait to be published wake an operator', async () => {
    const customer = await anInsuredPerson(portal);
    await register(portal, customer);
    const runs = async () => (await measured(portal, 'PublishLag')).flatMap(({ points }) => points).length;
    const fiveMinutes = async () => {
      const before = await runs();
      await advance(portal, 'PT5M');
      await eventually('the publisher', async () => ((await runs()) > before ? true : undefined));
      await idle(portal);
    };
    await expectAlarms(portal, ['publish-lag'], async () => {
      await addFault(portal, {
        ...{ service: 's3', operation: 'PutObject', function: 'publish-changes', error: 'AccessDenied', times: 999 },
      });
      await confirm(portal, await confirmationToken(portal, customer));
      for (let times = 0; times < 5; times++) await fiveMinutes();
    });
  });
});

describe('R12.3 the template against the emitted metrics', () => {
  /** These write no line: they answer or they crash, and Lambda counts that. */
  const neverLogs = ['answer-unknown-route', 'name-account'];

  it('every alarm of the template went off above, under the fault that it names', async () => {
    const silent = (await alarms(portal)).filter(({ heading }) => !everWentOff.has(heading));
    // The drills show those of schedules, and test/operations/pages.test.ts the file that shrinks.
    expect(silent.map(({ heading }) => heading).filter((one) => !/-not-running$|^registry-shrunk$/.test(one))).toEqual(
      [],
    );
  });

  it('every metric that an alarm names, with its dimensions, was emitted', async () => {
    const silent = (await alarms(portal)).filter(({ unmeasured }) => unmeasured.length > 0);
    expect(silent.map(({ heading, unmeasured }) => [heading, unmeasured]).sort()).toEqual(
      neverLogs.map((name) => [name, ['CustomerPortal Failures']]),
    );
  });

  it('R12.1 every line that functions wrote holds nothing but the fields of docs/logging.md', async () => {
    const lines = (await functionLogs(portal)).flatMap(({ line }) => {
      if (!line.startsWith('{')) return [];
      const fields = v.parse(v.record(v.string(), v.unknown()), JSON.parse(line));
      return [fields];
    });
    expect(lines.length).toBeGreaterThan(100);
    const known = new Set([...tableUnder('Fields'), ...Object.keys(metrics)]);
    expect([...new Set(lines.flatMap((line) => Object.keys(line)))].filter((field) => !known.has(field))).toEqual([]);
    const codes = new Set(tableUnder('Codes'));
    expect([...new Set(lines.map(({ message }) => String(message)))].filter((code) => !codes.has(code))).toEqual([]);
  });
});
