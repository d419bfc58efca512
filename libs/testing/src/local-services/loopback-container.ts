import { GenericContainer } from 'testcontainers';

/** A container whose ports are open to this machine only; Testcontainers opens them to the whole network. */
export class LoopbackContainer extends GenericContainer {
  override withExposedPorts(...ports: Parameters<GenericContainer['withExposedPorts']>): this {
    super.withExposedPorts(...ports);
    const bindings: Record<string, { HostPort?: string }[]> = this.hostConfig.PortBindings;
    for (const binding of Object.values(bindings).flat()) Object.assign(binding, { HostIp: '127.0.0.1' });
    return this;
  }
}
