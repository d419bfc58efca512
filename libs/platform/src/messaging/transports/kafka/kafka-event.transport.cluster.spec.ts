import { describeWith } from '@cdc/testing';
import { ServicesUnderTest } from '../../../database/services-under-test.js';
import { startConsumers } from '../../consumers-under-test.js';
import { CONTRACT_SERVICES, eventTransportContract } from '../../event-transport.contract.js';
import { KafkaEventTransport } from './kafka-event.transport.js';
import { KafkaUnderTest } from './kafka-under-test.js';

describeWith('kafka', 'the transport over Kafka', () => {
  eventTransportContract(async () => {
    const services = await ServicesUnderTest.start(CONTRACT_SERVICES);
    const kafka = await KafkaUnderTest.with(services);
    kafka.relay('cdc-registry');
    return {
      dataSource: (service) => services.dataSource(service),
      publish: async (source, events) => {
        await services.unitOfWork(source).run('tester', 'all', (tx) => tx.emit({ action: 'tested', subject: source }, events));
      },
      start: (consumers, controllers) =>
        startConsumers(services, consumers, controllers, (options) => new KafkaEventTransport({ ...options, kafka: kafka.kafka, names: kafka.names, onFatal: (error) => Promise.reject(error) })),
      rewind: (consumer, source) => kafka.rewind(consumer, source),
      close: async () => {
        await kafka.stop();
        await services.stop();
      },
    };
  });
});
