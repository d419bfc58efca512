import { expect, it } from '@jest/globals';
import { kafkaProperties, propertiesEnvironment, propertiesText } from './kafka-properties.js';

const inContainer = { host: 'docker.example', port: 29_092, controllerPort: 9093, logDir: '/data', listenOn: '0.0.0.0' };

it('tells clients the name under which they reach the broker, not the address it listens on', () => {
  const text = propertiesText(kafkaProperties(inContainer)).split('\n');
  expect(text).toContain('listeners=PLAINTEXT://0.0.0.0:29092,CONTROLLER://127.0.0.1:9093');
  expect(text).toContain('advertised.listeners=PLAINTEXT://docker.example:29092');
  expect(text).toContain('controller.quorum.voters=1@127.0.0.1:9093');
});

it('says the same to a container, in the names that its image reads', () => {
  const environment = propertiesEnvironment(kafkaProperties(inContainer));
  expect(environment).toMatchObject({ KAFKA_LOG_DIRS: '/data', KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://docker.example:29092' });
  expect(Object.keys(environment)).toHaveLength(Object.keys(kafkaProperties(inContainer)).length);
  expect(Object.keys(environment).filter((name) => !/^KAFKA_[A-Z_]+$/.test(name))).toEqual([]);
});
