import { pipeline } from 'node:stream/promises';
import { type Response } from 'express';
import { type Download } from '../platform-api/platform-api.js';

/** Sends what the platform answered on, under the name that it gave. */
export async function handOn({ contentType, disposition, content }: Download, response: Response): Promise<void> {
  response.setHeader('Content-Type', contentType).setHeader('Content-Disposition', disposition ?? 'attachment');
  await pipeline(content, response);
}
