/** What a class without leads and history leaves open. */
export const BY_RULES =
  'The class is by the rules alone: what the change would have done to the leads may raise it, or lower it by one step (accord plan).';
