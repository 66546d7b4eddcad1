const built = await import('../../dist/clients/sdk/index.js').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  throw new Error('@accord/sdk is not built yet: run "npm run build" in the project.', { cause: error });
});

/** The SDK as built; `index.ts` says what each promises. */
export const { AccordError, createClient } = built;
