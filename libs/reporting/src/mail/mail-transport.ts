/** A mail to one person. */
export interface Mail {
  readonly from: string;
  readonly to: { readonly email: string; readonly name: string | null };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly date: Date;
  /** With its angle brackets; the same for every try, so that who gets a mail twice can tell. */
  readonly messageId: string;
}

/** A way for mail to leave. */
export abstract class MailTransport {
  /**
   * @returns what the server answered, as its receipt
   * @throws MailRefused when the mail will never be taken; any other Error when it may be later
   */
  abstract send(mail: Mail): Promise<string>;
}

/** The server has refused this mail for good. */
export class MailRefused extends Error {}

/** A mail as its library takes it. */
export function mailOptions({ from, to, messageId, ...rest }: Mail) {
  return {
    ...rest,
    from: { name: 'CDC delivery tracker', address: from },
    to: to.name === null ? to.email : { name: to.name, address: to.email },
    messageId,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
