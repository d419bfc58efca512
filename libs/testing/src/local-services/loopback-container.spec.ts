import { expect, it } from '@jest/globals';
import { LoopbackContainer } from './loopback-container.js';

class ReadableContainer extends LoopbackContainer {
  get bindings(): unknown {
    return this.hostConfig.PortBindings;
  }
}

it('opens ports, chosen or given, on loopback only', () => {
  const container = new ReadableContainer('redis:7.2.16-bookworm').withExposedPorts(6379, { container: 9092, host: 19_092 });
  expect(container.bindings).toEqual({
    '6379/tcp': [{ HostIp: '127.0.0.1', HostPort: '0' }],
    '9092/tcp': [{ HostIp: '127.0.0.1', HostPort: '19092' }],
  });
});
