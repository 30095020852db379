/** What the app asks a workspace for: exactly what its code needs (docs.slack.dev/reference/scopes). */
export const botScopes = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'chat:write',
  'chat:write.public',
  'commands',
  'files:write',
  'groups:history',
  'im:history',
  'im:write',
  'links:read',
  'links:write',
  'users:read',
] as const
