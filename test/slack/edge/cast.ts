import { randomBytes, randomUUID } from 'node:crypto'

export interface Newcomer {
  name: string
  locale: string
  real_name?: string
  email?: string
  is_admin?: boolean
}

/** Who is in the workspace unless a test says otherwise. Their e-mails are those of other people in the demo. */
export const people: Newcomer[] = [
  { name: 'amelie', real_name: 'Amélie Roy', locale: 'fr-FR', email: 'jonas@example.org', is_admin: true },
  { name: 'oliver', real_name: 'Oliver Grant', locale: 'en-GB', email: 'claire@example.org' },
  { name: 'greta', real_name: 'Greta Vogel', locale: 'de-DE', email: 'oliver@example.org', is_admin: true },
  { name: 'luca', real_name: 'Luca Ferri', locale: 'it-IT', email: 'lucia@example.org' },
  { name: 'sofia', real_name: 'Sofía Núñez', locale: 'es-ES', email: 'giulia@example.org' },
]

/** Emulate's own first user, who owns the workspace. */
export const admin: Newcomer = { name: 'admin', locale: 'en-US', is_admin: true }

/** Who is not in the private channel. */
export const outsiders = ['luca', 'sofia']

const scopes = [
  ...['app_mentions:read', 'assistant:write', 'chat:write', 'commands', 'links:read', 'links:write'],
  ...['channels:history', 'groups:history', 'im:history', 'im:write', 'users:read', 'files:write'],
]

export type Bot = ReturnType<typeof newBot>

/** The app's ids and secrets; the secrets are new each time. */
export const newBot = () => ({
  appId: 'A0EDGEAPP1',
  botId: 'B0EDGEBOT1',
  userId: 'U0EDGEBOT1',
  token: `xoxb-${randomUUID()}`,
  appToken: `xapp-${randomUUID()}`,
  signingSecret: randomBytes(16).toString('hex'),
  clientId: '1000000001.2000000001',
  clientSecret: randomBytes(16).toString('hex'),
})

/** With an e-mail for everybody, which is somebody else's: an app that links accounts by it is caught. */
const withEmails = (newcomers: Newcomer[]) =>
  newcomers.map(({ locale: _, ...user }, index) => {
    const next = newcomers[index + 1] ?? newcomers[0]
    const other = next && next.name !== user.name ? next.name : 'somebody.else'
    return { email: `${other}@example.org`, ...user }
  })

/** What emulate starts with: the team, the people, the installed app, and a token for each. */
export const seedOf = (
  bot: Bot,
  newcomers: Newcomer[],
  tokens: Map<string, string>,
  redirectUris: string[],
) => ({
  team: { name: 'Lumière', domain: 'lumiere' },
  users: withEmails(newcomers),
  oauth_apps: [
    {
      client_id: bot.clientId,
      client_secret: bot.clientSecret,
      app_id: bot.appId,
      name: 'Concierge',
      redirect_uris: redirectUris,
      scopes,
      bot_id: bot.botId,
      bot_user_id: bot.userId,
      bot_name: 'concierge',
    },
  ],
  tokens: [
    { token: bot.token, type: 'bot', user_id: bot.userId, app_id: bot.appId, bot_id: bot.botId, scopes },
    ...[...tokens].map(([user, token]) => ({ token, user, scopes })),
  ],
})
