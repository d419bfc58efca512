import { type CookieOptions, type Request, type Response } from 'express';

export type PageCookie = 'session' | 'sign-in';

/** Cookies of the pages. In production their names promise that only this host, over https, can have set them. */
export class SessionCookies {
  constructor(private readonly production: boolean) {}

  read(request: Pick<Request, 'headers'>, cookie: PageCookie): string | undefined {
    const name = `${this.name(cookie)}=`;
    const part = (request.headers.cookie ?? '').split(';').find((one) => one.trim().startsWith(name));
    return part?.trim().slice(name.length) || undefined;
  }

  set(response: Response, cookie: PageCookie, secret: string): void {
    response.cookie(this.name(cookie), secret, this.options());
  }

  clear(response: Response, cookie: PageCookie): void {
    response.clearCookie(this.name(cookie), this.options());
  }

  private name(cookie: PageCookie): string {
    return `${this.production ? '__Host-' : ''}cdc-${cookie}`;
  }

  private options(): CookieOptions {
    return { httpOnly: true, sameSite: 'lax', secure: this.production, path: '/' };
  }
}
