import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

/** A mail as the server took it. */
export interface TakenMail {
  readonly to: string;
  readonly messageId: string;
  readonly raw: string;
}

/** A real mail server on loopback, for specs. */
export class SmtpUnderTest {
  readonly taken: TakenMail[] = [];
  /** What it answers to a recipient; 250 is yes. */
  answer: (address: string) => number = () => 250;
  private readonly server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      onRcptTo: ({ address }, _session, callback) => {
        const code = this.answer(address);
        callback(code === 250 ? null : Object.assign(new Error('not now'), { responseCode: code }));
      },
      onData: (stream, { envelope }, callback) => {
        void textOf(stream).then((raw) => {
          const messageId = /^message-id: (.*)$/im.exec(raw)?.[1] ?? '';
          for (const { address } of envelope.rcptTo) this.taken.push({ to: address, messageId, raw });
          callback(null, 'taken');
        }, callback);
      },
    });
  }

  static async start(): Promise<SmtpUnderTest> {
    const smtp = new SmtpUnderTest();
    const listening = smtp.server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    return smtp;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}

async function textOf(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
