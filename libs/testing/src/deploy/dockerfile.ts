import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './compose-file.js';

/** One instruction, such as `COPY --from=build /app/dist ./dist`, with its lines joined. */
export interface Instruction {
  readonly keyword: string;
  readonly rest: string;
}

/** From one FROM to the next. */
export interface Stage {
  /** What it builds upon: an image or an earlier stage. */
  readonly base: string;
  readonly name?: string;
  readonly instructions: readonly Instruction[];
}

export function dockerfileText(): string {
  return readFileSync(join(PROJECT, 'deploy', 'Dockerfile'), 'utf8');
}

/** @throws Error when something stands before the first FROM */
export function parseDockerfile(text = dockerfileText()): readonly Stage[] {
  const lines = text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: (Stage & { readonly instructions: Instruction[] })[] = [];
  for (const line of lines) {
    const [, keyword = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
    if (keyword === 'FROM') {
      const [base = '', , name] = rest.split(/\s+/);
      stages.push({ base, name, instructions: [] });
    } else if (stages.length === 0) throw new Error(`Dockerfile: ${keyword} before the first FROM`);
    else stages.at(-1)?.instructions.push({ keyword, rest });
  }
  return stages;
}

/** The stage that becomes the image. */
export function finalStage(stages = parseDockerfile()): Stage {
  const stage = stages.at(-1);
  if (!stage) throw new Error('Dockerfile: no FROM');
  return stage;
}

/** The environment that the image gives every process. */
export function imageEnvironment(stage = finalStage()): Readonly<Record<string, string>> {
  const pairs = stage.instructions.filter(({ keyword }) => keyword === 'ENV').flatMap(({ rest }) => rest.split(/\s+/));
  return Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
}
