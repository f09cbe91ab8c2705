/** The template says something this host cannot play. `at` names the logical id and the property. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  constructor(at: string, message: string, cause?: unknown) {
    super(`${at}: ${message}`, { cause });
  }
}
