import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { CliError } from '../cli-error.js';
import { type CsvRecord, splitRecords } from './split-records.js';

/** A CSV file, gzipped or not, and how it is written. */
export interface RowSource {
  path: string;
  delimiter?: string;
  encoding?: 'utf8' | 'latin1' | 'utf16le';
  /** Hears how many bytes of the file have been read. */
  onBytes?: (bytes: number) => void;
}

const ENCODINGS = { utf8: 'utf-8', latin1: 'latin1', utf16le: 'utf-16le' };

/** The records of a CSV file, its header line first; one whose name ends in `.gz` is unpacked. @throws CliError where it cannot be read */
export async function* readRows({
  path,
  delimiter = ',',
  encoding = 'utf8',
  onBytes,
}: RowSource): AsyncGenerator<CsvRecord> {
  const file = createReadStream(path);
  file.on('data', (chunk) => onBytes?.(chunk.length));
  const bytes = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  if (bytes !== file) file.on('error', (error) => bytes.destroy(error));
  try {
    yield* splitRecords(decode(bytes, ENCODINGS[encoding]), delimiter);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new CliError(`'${path}' cannot be read to its end: ${(error as Error).message}.`);
  } finally {
    file.destroy();
  }
}

async function* decode(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
