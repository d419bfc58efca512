import { Injectable, type LoggerService as NestLogger } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import { currentTraceparent } from '../http/trace-context.js';

/** Fields that may hold a secret wherever they appear. */
const REDACTED = ['authorization', 'cookie', 'password', 'token', 'secret', '*.authorization', '*.cookie', '*.password', '*.token', '*.secret', 'req.headers.authorization', 'req.headers.cookie'];

/** Structured logs, one JSON object a line on standard error. Ids and counts only: never rows, names of people, or payloads. */
@Injectable()
export class LoggerService implements NestLogger {
  readonly pino: Logger;

  constructor(level: string, service: string) {
    this.pino = pino(
      {
        level,
        base: { service },
        redact: { paths: REDACTED, censor: '[redacted]' },
        mixin: () => {
          const trace = currentTraceparent();
          return trace ? { trace } : {};
        },
      },
      pino.destination({ dest: 2, sync: true }),
    );
  }

  log(message: unknown, context?: unknown): void {
    this.pino.debug(fields(context), textOf(message));
  }

  info(details: object, message: string): void {
    this.pino.info(details, message);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, ...rest);
  }

  /** Something a person must look at. */
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, ...rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, ...rest);
  }

  /** Ours: `(details, message)`. Nest's: `(message, context)` or `(message, stack, context)`. */
  private write(level: 'warn' | 'error' | 'fatal', message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof message === 'object' && message !== null && !(message instanceof Error) && typeof context === 'string') {
      this.pino[level](message, context);
      return;
    }
    const stack = rest.length > 1 && typeof rest[0] === 'string' ? { stack: rest[0] } : {};
    this.pino[level]({ ...fields(context), ...stack }, textOf(message));
  }
}

function fields(context: unknown): object {
  return typeof context === 'string' ? { context } : {};
}

function textOf(message: unknown): string {
  return message instanceof Error ? (message.stack ?? message.message) : String(message);
}
