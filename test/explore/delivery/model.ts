import { direct, type Operation } from '../harness/direct.ts';
import { violationsOf } from '../harness/invariants.ts';
import type { Model } from '../harness/model.ts';
import { cancelling, cancelTimeout } from '../portal/cancelling.ts';
import { policyCalls } from '../portal/policy-calls.ts';
import { documentsInvariants } from './documents-invariants.ts';
import { enrolmentInvariants } from './enrolment-invariants.ts';
import { finalOf } from './final.ts';
import { insurerOf } from './insurer.ts';
import { mailerOf } from './mail.ts';
import { createWorld, customers, policyNumber } from './world.ts';

type Who = keyof typeof customers;

const mostOperations = 7;

/** Documents of a policy that changes hands: uploads, repeats, withdrawals, enrolments, registry files, cancelling. */
export const deliveryModel: Model = {
  name: 'delivery',
  kills: 0.02,
  async play(needs) {
    const { stage, random } = needs;
    const world = await createWorld(needs);
    const mailer = mailerOf(world);
    const insurer = insurerOf(world, mailer);
    const { enrol, end } = policyCalls(stage);
    const cancel = cancelling({
      ...{ stage, mailer, queue: world.queue },
      onErased: ({ versionId }) => world.erasedVersions.add(versionId),
    });
    await insurer.writeFirstRow(customers.A.customerId);
    await enrol(customers.A, policyNumber);
    stage.pass(60_000);

    const { ask } = world.calls;
    const enrolBy = (who: Who) => () => {
      world.asked.push({ at: stage.now(), accountId: customers[who].accountId });
      return ask(`enrol ${who}`, () => enrol(customers[who], policyNumber));
    };
    const endBy = (who: Who) => () => ask(`end ${who}`, () => end(customers[who], policyNumber));
    const cancelBy = (who: Who) => () => ask(`cancel ${who}`, () => cancel(customers[who].accountId), cancelTimeout);
    const operations: readonly [Operation['run'], ...Operation['run'][]] = [
      insurer.upload,
      insurer.uploadAgain,
      insurer.tellAgain,
      insurer.withdraw,
      () => insurer.nameHolder(customers.A.customerId),
      () => insurer.nameHolder(customers.B.customerId),
      () => insurer.nameHolder(customers.B.customerId),
      enrolBy('A'),
      enrolBy('B'),
      enrolBy('B'),
      endBy('A'),
      endBy('B'),
      cancelBy('A'),
    ];
    const further = Array.from({ length: 1 + random.below(mostOperations) }, () => ({ run: random.pick(operations) }));
    await direct(needs, { plan: [{ run: insurer.upload }, ...further], queue: world.queue, events: world.events });
    return violationsOf([...documentsInvariants, ...enrolmentInvariants], await finalOf(world));
  },
};
