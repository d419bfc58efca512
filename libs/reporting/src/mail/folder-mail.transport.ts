import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { MailTransport, mailOptions, type Mail } from './mail-transport.js';

/** Writes each mail to a file instead of sending it, for a platform without a mail server. */
export class FolderMailTransport extends MailTransport {
  private readonly transporter = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  constructor(private readonly folder: string) {
    super();
  }

  /** The file is named for the message, so that a repeat replaces it. */
  async send(mail: Mail): Promise<string> {
    const { message } = await this.transporter.sendMail(mailOptions(mail));
    const name = `${mail.messageId.replaceAll(/[^\w.@-]/g, '')}.eml`;
    const file = join(this.folder, name);
    await mkdir(this.folder, { recursive: true });
    await writeFile(`${file}.part`, message as Buffer);
    await rename(`${file}.part`, file);
    return `written to ${name}`;
  }
}
