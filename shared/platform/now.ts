/** The present, as functions read it; tests give a clock of their own. */
export const now = (): Date => new Date();
