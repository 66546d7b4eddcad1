import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { MappedFile, Mapping } from '../../../core/definitions/mapping.js';
import { CliError } from '../cli-error.js';

/** A file of the mapping and where it lies. */
export interface LocatedFile {
  file: MappedFile;
  path: string;
  bytes: number;
}

/**
 * Where the files of a mapping lie: in the folder given, gzipped or not; or the one file given, which the mapping names,
 * or is its only one. @throws CliError naming what is missing
 */
export function locateFiles(path: string, mapping: Mapping): LocatedFile[] {
  if (!existsSync(path)) throw new CliError(`There is no file or folder '${path}'.`);
  if (!statSync(path).isDirectory()) return [located(fileOf(path, mapping), path)];
  return mapping.files.map((file) => {
    const found = [file.file, `${file.file}.gz`].map((name) => join(path, name)).find((each) => existsSync(each));
    if (found === undefined)
      throw new CliError(
        `The folder '${path}' has no '${file.file}' (nor '${file.file}.gz'), which the mapping names.`,
      );
    return located(file, found);
  });
}

function fileOf(path: string, mapping: Mapping): MappedFile {
  const name = basename(path).replace(/\.gz$/, '');
  const named = mapping.files.find((file) => file.file.replace(/\.gz$/, '') === name);
  const only = mapping.files.length === 1 ? mapping.files[0] : undefined;
  const file = named ?? only;
  if (file) return file;
  const names = mapping.files.map((each) => `'${each.file}'`).join(', ');
  throw new CliError(`The mapping '${mapping.key}' does not say how to read '${name}': it names ${names}.`);
}

function located(file: MappedFile, path: string): LocatedFile {
  const { size } = statSync(path);
  return { file, path, bytes: size };
}
