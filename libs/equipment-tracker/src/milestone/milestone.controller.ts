import { Body, Controller, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { MILESTONES, SLIP_REASONS } from '@cdc/contracts';
import { CurrentPrincipal, RequirePermission } from '@cdc/platform';
import { ApiHeader } from '@nestjs/swagger';
import { type Response } from 'express';
import { z } from 'zod';
import { etagOf } from './if-match.model.js';
import { type InstallationView } from './installation.read-model.js';
import { MilestoneService } from './milestone.service.js';

/** The years that files may state too. */
const Day = z.iso.date('Write the date year first, like 2024-08-04.').regex(/^(19\d\d|20\d\d|2100)-/, 'Give a year from 1900 to 2100.');

const MilestoneBody = z
  .strictObject({
    milestone: z.enum(MILESTONES.map(({ code }) => code)),
    forecast: Day.optional().describe('Date as now expected'),
    actual: Day.optional().describe('Date on which it was reached'),
    reason: z
      .enum(SLIP_REASONS.map(({ code }) => code))
      .optional()
      .describe('Why the forecast moved; required when it moves'),
    evidence: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^\P{Cc}*$/u, 'The text holds hidden characters.')
      .optional(),
  })
  .refine(({ forecast, actual }) => (forecast === undefined) !== (actual === undefined), { message: 'Give either forecast or actual.', path: ['forecast'] });
type MilestoneBody = z.infer<typeof MilestoneBody>;

@Controller('api/v1/installations')
export class MilestoneController {
  constructor(private readonly milestones: MilestoneService) {}

  @Get(':machineId')
  @RequirePermission('installation.read')
  async find(@CurrentPrincipal() principal: Principal, @Param('machineId') machineId: string, @Res({ passthrough: true }) response: Response): Promise<InstallationView> {
    const installation = await this.milestones.find(principal, machineId);
    response.set('ETag', etagOf(installation.version));
    return installation;
  }

  @Post(':machineId/milestones')
  @HttpCode(200)
  @RequirePermission('installation.record')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag of the machine as it was seen' })
  async recordMilestone(
    @CurrentPrincipal() principal: Principal,
    @Param('machineId') machineId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: MilestoneBody }) body: MilestoneBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<InstallationView> {
    const installation = await this.milestones.recordMilestone(principal, machineId, ifMatch, body);
    response.set('ETag', etagOf(installation.version));
    return installation;
  }
}
