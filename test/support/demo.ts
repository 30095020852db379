/** Where somebody of the demo signs in. */
export const loginOf = (user: string): string =>
  user === 'paul' ? 'paul@lumiere.example' : `${user}@example.org`
