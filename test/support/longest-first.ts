import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** From the project whose files take longest to the one whose files are the shortest; one that is not named comes after these. */
const longest = ['faults', 'explore', 'browser', 'operations', 'fuzz', 'journeys', 'local'];
const shortest = 'unit';

/** Files that take minutes though their own text is short: vitest takes a file's size for its length where it has never run it. */
const minutes = [
  /faults\/(account|cancelling|recovery|registration|sign-in|documents)/,
  /browser\/states/,
  /journeys\/(cancelling|registry-)/,
];

const placeOf = ({ project }: TestSpecification) => {
  if (project.name === shortest) return longest.length + 1;
  const place = longest.indexOf(project.name);
  return place === -1 ? longest.length : place;
};
const isLong = ({ moduleId }: TestSpecification) => minutes.some((path) => path.test(moduleId));

/**
 * Starts the longest files first, so that all workers end at about the same time: a file of minutes that begins last keeps one core
 * busy and the other idle.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const groupOf = ({ project }: TestSpecification) => project.config.sequence.groupOrder;
    return usual.toSorted(
      (one, other) =>
        groupOf(one) - groupOf(other) || Number(isLong(other)) - Number(isLong(one)) || placeOf(one) - placeOf(other),
    );
  }
}
