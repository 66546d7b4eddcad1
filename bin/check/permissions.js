import { buildSchema } from 'graphql';
import { importBuilt } from './built.js';

/** Every field and mutation has an entry in the permission table, and every entry a field. */
export async function permissions() {
  const { printAccordSchema } = await importBuilt('schema/print-schema.ts');
  const { checkPermissions } = await importBuilt('server/auth/permissions/check-permissions.ts');
  try {
    checkPermissions(buildSchema(printAccordSchema()));
    return { problems: [] };
  } catch (error) {
    return { problems: error.message.split('; ') };
  }
}
