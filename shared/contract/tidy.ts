import type { BaseTransformation } from 'valibot';

/**
 * A step of a pipe that makes another text of a text. `v.transform` would do the same, but ends what the OpenAPI document says of
 * the field: with this one the rules that follow still describe what may be sent.
 */
export const tidy = (read: (text: string) => string): BaseTransformation<string, string, never> => ({
  kind: 'transformation',
  type: 'tidy',
  reference: tidy,
  async: false,
  '~run': (dataset) => ({ ...dataset, value: read(dataset.value) }),
});
