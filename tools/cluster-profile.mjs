// Makes `startPlatform` of libs/testing start a cluster in place of the all-in-one.
process.env.CDC_TEST_PROFILE = 'cluster';
