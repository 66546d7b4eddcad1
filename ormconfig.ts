import { DataSource } from 'typeorm';
import { dataSourceOptions } from './server/db/data-source-options.js';

/** The one DataSource for TypeORM's own command line; needs DATABASE_URL. */
export default new DataSource(dataSourceOptions(process.env.DATABASE_URL ?? ''));
