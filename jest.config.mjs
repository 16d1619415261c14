const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json', 'sh', 'pl'],
  transform: { '\\.(ts|sh|pl)$': '<rootDir>/scripts/jest-transform.mjs' },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};

/**
 * unit: pure tables and the scripted fake docker; dist: the committed bundles; lab: the real engine, one file at a time;
 * kubernetes: a real cluster of one node, faults: registries, disks and engines that fail; neither is a part of `npm test`;
 * builds: the real engine as well, but each file on a builder of its own and with no eye on the rest of the machine.
 */
export default {
  // `npm run coverage`: what the unit tests reach; entries and what only the bundles and the lab run count as well
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.d.ts'],
  coverageReporters: ['json-summary', 'lcovonly', 'text-summary'],
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/__tests__/(lab|dist)/'],
    },
    { ...common, displayName: 'dist', testMatch: ['<rootDir>/__tests__/dist/**/*.test.ts'] },
    { ...common, displayName: 'lab', testMatch: ['<rootDir>/__tests__/lab/*.test.ts'] },
    { ...common, displayName: 'kubernetes', testMatch: ['<rootDir>/__tests__/lab/kubernetes/*.test.ts'] },
    { ...common, displayName: 'faults', testMatch: ['<rootDir>/__tests__/lab/faults/*.test.ts'] },
    {
      ...common,
      displayName: 'builds',
      testMatch: ['<rootDir>/__tests__/lab/builds/*.test.ts'],
      globalSetup: '<rootDir>/__tests__/lab/emulators.ts',
      globalTeardown: '<rootDir>/__tests__/lab/builds/emulators-down.ts',
    },
  ],
};
