import type { CodegenConfig } from '@graphql-codegen/cli';

/** Each document carries its SHA-256, and persisted-documents.json beside it is the list of them that the server lets through. */
const lag = (documents: string[]): CodegenConfig['generates'][string] => ({
  documents,
  preset: 'client',
  presetConfig: {
    fragmentMasking: false,
    persistedDocuments: { hashAlgorithm: 'sha256', mode: 'embedHashInDocument' },
  },
  config: {
    enumsAsTypes: true,
    scalars: { Dato: 'string', Time: 'string' },
    strictScalars: true,
    useTypeImports: true,
  },
});

/**
 * Makes src/gql from the hand-written SDL and the documents in src: the portal can ask nothing else. The pages about one's own
 * case, the caseworker's desk and the administrator's have theirs in modules of their own, since a module is loaded whole, and one
 * who reports should not wait for theirs. Vite lays the lists together. GraphiQL's examples are an administrator's own text, and in
 * no list.
 */
const config: CodegenConfig = {
  schema: '../graph/schema/*.graphqls',
  generates: {
    './src/gql/': lag(['src/**/*.graphql', '!src/innsyn/**', '!src/saksbehandler/**', '!src/administrator/**', '!src/graphiql/**']),
    './src/gql/administrator/': lag(['src/administrator/**/*.graphql']),
    './src/gql/saksbehandler/': lag(['src/saksbehandler/**/*.graphql']),
    './src/gql/innsyn/': lag(['src/innsyn/**/*.graphql']),
  },
};

export default config;
