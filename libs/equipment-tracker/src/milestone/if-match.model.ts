/** The ETag of a version. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** Whether an If-Match header names the version: a list of ETags, or `*` for whatever stands. A weak ETag matches nothing (RFC 9110). */
export function matches(ifMatch: string, version: number): boolean {
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  return tags.includes('*') || tags.includes(etagOf(version));
}
