import { Controller, Get, Param, Res } from '@nestjs/common';
import { Public } from '@cdc/platform';
import { type Response } from 'express';
import { PageAssets } from './page-assets.js';

const ONE_YEAR = 'public, max-age=31536000, immutable';

@Controller('assets')
@Public()
export class AssetsController {
  constructor(private readonly assets: PageAssets) {}

  /** The style under a name that never changes, for pages that are not ours to render: the sign-in of development mode. */
  @Get('dashboard.css')
  style(@Res() response: Response): void {
    response.redirect(302, this.assets.addresses.style);
  }

  @Get(':name')
  asset(@Param('name') name: string, @Res() response: Response): void {
    const { mediaType, content } = this.assets.find(name);
    response.setHeader('Cache-Control', ONE_YEAR);
    response.type(mediaType).send(content);
  }
}
