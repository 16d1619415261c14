const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json', 'sh'],
  transform: { '\\.(ts|sh)$': '<rootDir>/scripts/jest-transform.mjs' },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};

/** unit: pure tables and the scripted fake docker; dist: the committed bundles; lab: the real engine. */
export default {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/__tests__/(lab|dist)/'],
    },
    { ...common, displayName: 'dist', testMatch: ['<rootDir>/__tests__/dist/**/*.test.ts'] },
    { ...common, displayName: 'lab', testMatch: ['<rootDir>/__tests__/lab/**/*.test.ts'] },
  ],
};
