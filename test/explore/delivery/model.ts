import { direct, type Operation } from '../harness/direct.ts';
import { violationsOf } from '../harness/invariants.ts';
import type { Model } from '../harness/model.ts';
import { customersOf } from './customers.ts';
import { documentsInvariants } from './documents-invariants.ts';
import { enrolmentInvariants } from './enrolment-invariants.ts';
import { finalOf } from './final.ts';
import { insurerOf } from './insurer.ts';
import { mailerOf } from './mail.ts';
import { createWorld, customers } from './world.ts';

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
    const portal = customersOf(world, mailer);
    await insurer.writeFirstRow(customers.A.customerId);
    await portal.enrolAtFirst('A');
    stage.pass(60_000);

    const operations: readonly [Operation['run'], ...Operation['run'][]] = [
      insurer.upload,
      insurer.uploadAgain,
      insurer.tellAgain,
      insurer.withdraw,
      () => insurer.nameHolder(customers.A.customerId),
      () => insurer.nameHolder(customers.B.customerId),
      () => insurer.nameHolder(customers.B.customerId),
      () => portal.enrol('A'),
      () => portal.enrol('B'),
      () => portal.enrol('B'),
      () => portal.end('A'),
      () => portal.end('B'),
      () => portal.cancel('A'),
    ];
    const further = Array.from({ length: 1 + random.below(mostOperations) }, () => ({ run: random.pick(operations) }));
    await direct(needs, { plan: [{ run: insurer.upload }, ...further], queue: world.queue, events: world.events });
    return violationsOf([...documentsInvariants, ...enrolmentInvariants], await finalOf(world));
  },
};
