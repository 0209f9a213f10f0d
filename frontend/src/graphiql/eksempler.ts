const filer = import.meta.glob<string>('./eksempler/*.graphql', { query: '?raw', import: 'default', eager: true });

/**
 * The tabs GraphiQL opens with: each file in `eksempler/`, in the order of their names. To add one, add a file: one named
 * operation under a comment that says what it is for, its variables with default values. `server/eksempler_test.go` runs what
 * only reads; what changes something is not run until whoever opens the tab has filled in whom it is about.
 */
export const eksempler: { query: string }[] = Object.entries(filer)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([, query]) => ({ query }));
