/** What a person is told: what happened, what is safe, what to do. */
export interface ProblemWords {
  readonly heading: string;
  readonly lines: readonly string[];
}

const SAFE = 'Nothing that was accepted is lost.';

export function problemWords({ status, detail }: { readonly status: number; readonly detail: string }): ProblemWords {
  switch (status) {
    case 401:
      return { heading: 'You are not signed in', lines: [detail] };
    case 403:
      return { heading: 'You may not see this page', lines: [detail, 'If you should, ask the administrator for the role that may.'] };
    case 404:
      return { heading: 'Page not found', lines: [detail, 'If you typed the address, check it. If you followed a link, what it led to may belong to another region.'] };
    case 413:
      return { heading: 'The file is too large', lines: [detail] };
    case 503:
      return { heading: 'Sorry, the service is not available', lines: [detail, SAFE] };
    default:
      return status < 500
        ? { heading: 'We could not do that', lines: [detail] }
        : { heading: 'Sorry, there is a problem with the service', lines: ['Try again later.', SAFE] };
  }
}
