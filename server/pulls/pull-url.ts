/** The page of a pull request in the dashboard of the installation at `publicUrl`. */
export function pullUrl(publicUrl: string, number: number): string {
  return `${publicUrl}/definitions/pull-requests/${number}`;
}
