import type { Mutation } from './mutation.ts';

const publisher = 'functions/publish-changes/publish-changes.ts';
const model = 'changes';

export const changesMutations: readonly Mutation[] = [
  {
    name: 'what is half committed is published',
    file: publisher,
    text: 'const settling = 2000;',
    replacement: 'const settling = 0;',
    model,
    why: 'R9.4: what was written together comes in the wrong order',
  },
  {
    name: 'a change overtakes one that could not be written',
    file: publisher,
    text: '      for (const line of as) held.add(line);\n',
    replacement: '',
    model,
    why: 'R9.4: an end comes before its beginning',
  },
  {
    name: 'a change that another run is writing is taken out',
    file: publisher,
    text: `        if ((await files.publish(change)) === 'contended') return false;`,
    replacement: '        await files.publish(change);',
    model,
    why: 'R9.4: where the other run dies, the insurer never hears of it',
  },
  {
    name: 'an enrolment begins when the clock says so',
    file: 'shared/policies/plan-enrolment.ts',
    text: 'timeAfter(lastChange, leftOver ? endOf(leftOver, now) : now)',
    replacement: 'leftOver ? endOf(leftOver, now) : now',
    model,
    why: 'R9.4: a policy’s changes are sorted by clocks that differ',
    skew: 300,
  },
];
