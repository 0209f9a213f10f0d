import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * Makes src/gql from the hand-written SDL and the documents in src. Each document carries its SHA-256, and
 * persisted-documents.json is the list of them that the server lets through: the portal can ask nothing else.
 */
const config: CodegenConfig = {
  schema: '../graph/schema/*.graphqls',
  documents: 'src/**/*.graphql',
  generates: {
    './src/gql/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        persistedDocuments: { hashAlgorithm: 'sha256', mode: 'embedHashInDocument' },
      },
      config: {
        enumsAsTypes: true,
        scalars: { Time: 'string' },
        strictScalars: true,
        useTypeImports: true,
      },
    },
  },
};

export default config;
