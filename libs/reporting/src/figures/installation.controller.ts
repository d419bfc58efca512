import { Controller, Get, Query } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { MILESTONES, MODALITIES } from '@cdc/contracts';
import { CurrentPrincipal, RequirePermission } from '@cdc/platform';
import { z } from 'zod';
import { type EditionContent, type InstallationFigure } from '../edition/edition-content.model.js';
import { FigureQuery } from './figure-query.js';
import { FigureQuestionService, type FigureAnswer } from './figure-question.service.js';

const InstallationQuery = FigureQuery.extend({
  milestone: z.enum(MILESTONES.map(({ code }) => code)).optional(),
  modality: z.enum(MODALITIES.map(({ code }) => code)).optional().describe('Kind of machine; only FIRST_PATIENT is told apart by it'),
});
type InstallationQuery = z.infer<typeof InstallationQuery>;

type InstallationItem = InstallationFigure & { readonly period: string };

@Controller('api/v1/installations')
export class InstallationController {
  constructor(private readonly questions: FigureQuestionService) {}

  @Get()
  @RequirePermission('installation.read')
  async ask(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: InstallationQuery }) { milestone, modality, ...question }: InstallationQuery,
  ): Promise<FigureAnswer<InstallationItem>> {
    return this.questions.ask(principal, 'installations', question, (content) => itemsOf(content, { milestone, modality }));
  }
}

/** What an edition of the period would say of its own scope. */
function itemsOf({ period, scope, installations }: EditionContent, { milestone, modality }: Pick<InstallationQuery, 'milestone' | 'modality'>): readonly InstallationItem[] {
  return installations
    .filter((row) => row.level === scope.level && row.code === scope.code)
    .filter((row) => (milestone === undefined || row.milestone === milestone) && (modality === undefined || row.modality === modality))
    .map((row) => ({ period, ...row }));
}
