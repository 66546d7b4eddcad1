import pg from 'pg';

/** Reads bigint as a number (all of ours stay below 2^53); everything else as `pg` does. */
export const typeParsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8 && format !== 'binary') return Number;
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

/** What makes a connection one of the application role. */
export const APP_ROLE = '-c role=accord_app';
