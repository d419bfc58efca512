import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { routeAccess } from './route-access.js';

/** Refuses to start while any route names neither a permission nor that it is public: forgetting one is a fault, not a default. */
@Injectable()
export class RouteDeclarations implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const undeclared = this.discovery
      .getControllers()
      .flatMap(({ metatype }) => (typeof metatype === 'function' ? this.undeclaredRoutes(metatype) : []));
    if (undeclared.length === 0) return;
    const list = [...new Set(undeclared)].sort().join(', ');
    throw new Error(`These routes need exactly one of @RequirePermission('…') and @Public(): ${list}`);
  }

  private undeclaredRoutes(controller: { readonly name: string; readonly prototype?: unknown }): string[] {
    const { prototype } = controller;
    if (typeof prototype !== 'object' || prototype === null) return [];
    return this.scanner
      .getAllMethodNames(prototype)
      .filter((name) => {
        const handler: unknown = Reflect.get(prototype, name);
        return (
          typeof handler === 'function' &&
          Reflect.hasMetadata(PATH_METADATA, handler) &&
          routeAccess(handler, controller).kind === 'undeclared'
        );
      })
      .map((name) => `${controller.name}.${name}`);
  }
}
