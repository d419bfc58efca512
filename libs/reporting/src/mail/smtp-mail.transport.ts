import { createTransport } from 'nodemailer';
import { MailRefused, MailTransport, mailOptions, type Mail } from './mail-transport.js';

const CONNECT_MS = 10_000;
const ANSWER_MS = 30_000;

/** What the library calls an answer to the envelope or the text of one mail; other failures are the connection's. */
const OF_THE_MAIL = new Set(['EENVELOPE', 'EMESSAGE']);

/** Sends over SMTP. */
export class SmtpMailTransport extends MailTransport {
  private readonly transporter;

  /** @param url `smtp://user:password@host:port`, or `smtps://` */
  constructor(url: string) {
    super();
    const timeouts = { connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: ANSWER_MS };
    this.transporter = createTransport({ url, ...timeouts });
  }

  async send(mail: Mail): Promise<string> {
    try {
      return (await this.transporter.sendMail(mailOptions(mail))).response;
    } catch (error) {
      throw isRefusal(error) ? new MailRefused(error.message, { cause: error }) : error;
    }
  }
}

/** An answer from 500 means that the same mail will never be taken (RFC 5321, 4.2.1). */
function isRefusal(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return OF_THE_MAIL.has(code ?? '') && (responseCode ?? 0) >= 500;
}
