const filer = import.meta.glob<string>('./eksempler/*.graphql', { query: '?raw', import: 'default', eager: true });

/**
 * The tabs GraphiQL opens with: each file in `eksempler/`, in the order of their names. To add one, add a file: one named
 * operation, its variables with default values that may be run as they stand (`server/eksempler_test.go` holds it to that).
 */
export const eksempler: { query: string }[] = Object.entries(filer)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([, query]) => ({ query }));
