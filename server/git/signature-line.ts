import type { Signature } from './repository.js';

/** Who and when, as commits and tags have it: UTC, whole seconds; what git cannot keep in a name is left out. */
export function signatureLine({ name, email, at }: Signature): string {
  return `${plain(name) || 'unnamed'} <${plain(email).replaceAll(' ', '')}> ${Math.floor(at / 1000)} +0000`;
}

/** A name or address without what ends a line or an address in git. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}<>\s]+/gu, ' ').replace(/^[\s.,:;"'\\]+|[\s.,:;"'\\]+$/g, '');
}
