/** A page, after its redirects. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly html: string;
}

const MOST_REDIRECTS = 10;

/** Gives a function that opens addresses, and sends forms, as one browser does: with its cookies, and on to where it is sent. */
export function cookieBrowser(): (address: string, form?: Readonly<Record<string, string>>) => Promise<Page> {
  const cookies = new Map<string, string>();
  return async (address, form) => {
    let answer = await ask(address, form);
    let url = address;
    for (let redirects = 0; answer.headers.has('location'); redirects++) {
      if (redirects === MOST_REDIRECTS) throw new Error(`${address} leads in circles: ${url}`);
      url = new URL(answer.headers.get('location') ?? '', url).href;
      answer = await ask(url);
    }
    return { url, status: answer.status, html: await answer.text() };
  };

  async function ask(url: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', cookie, connection: 'close' };
    const answer = await fetch(url, { redirect: 'manual', headers, ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}) });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return answer;
  }
}
