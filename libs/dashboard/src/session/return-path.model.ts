const START = '/';

/** A path of this service to come back to after sign-in; anything else, such as another site's address, becomes the start page. */
export function returnPath(asked: string | undefined): string {
  if (asked === undefined || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked) || asked.includes('\\')) return START;
  return /^\/sign-(in|out)/.test(asked) ? START : asked;
}
