import { z } from 'zod'

const optional = z.string().min(1).optional()

const Environment = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^file:./)
    .default('file:./data/concierge.json'),
  CONTENT_DIR: z.string().min(1).default('content'),
  LOCALES_DIR: z.string().min(1).default('locales'),
  DATA_DIR: z.string().min(1).default('data'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/[^\s<>@]+@[^\s<>@]+>?$/)
    .default('Concierge <concierge@example.org>'),
  SUPPORT_EMAIL: z.email().default('support@example.org'),
  SUPPORT_PHONE: optional,
  SUPPORT_CHAT: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  FEEDBACK_ROUTES: optional,
  VAULT_KEY: z.base64().length(44).optional(),
  // Wrong tokens are the surface's to tell: the other surfaces go on.
  SLACK_APP_TOKEN: optional,
  SLACK_BOT_TOKEN: optional,
  SLACK_SIGNING_SECRET: optional,
  SLACK_CLIENT_ID: optional,
  SLACK_CLIENT_SECRET: optional,
  SLACK_API_URL: z
    .url({ protocol: /^https?$/ })
    .endsWith('/')
    .optional(),
  DISCORD_TOKEN: optional,
  DISCORD_API: z.url({ protocol: /^https?$/ }).optional(),
  DISCORD_GUILD: z
    .string()
    .regex(/^\d{17,20}$/)
    .optional(),
  DISCORD_SHARDS: z.union([z.literal('auto'), z.coerce.number().int().min(1).max(1000)]).optional(),
})

export interface SlackConfig {
  appToken: string | undefined
  botToken: string | undefined
  signingSecret: string | undefined
  /** For OAuth, in several workspaces. */
  clientId: string | undefined
  clientSecret: string | undefined
  /** Root of the Web API where it is not Slack's own; ends in a slash. */
  apiUrl: string | undefined
}

export interface DiscordConfig {
  token: string
  /** Root of the REST API, without version, where it is not Discord's own. */
  api: string | undefined
  /** Commands are registered to this guild alone, not globally. */
  guild: string | undefined
  shards: number | 'auto' | undefined
}

export interface Config {
  /** Path of the embedded store. */
  database: string
  contentDir: string
  localesDir: string
  /** Where mails without a server, and previews, are written. */
  dataDir: string
  port: number
  /** Without a slash at its end. */
  publicUrl: string
  /** How many proxies of our own stand before the web. */
  proxies: number
  smtpUrl: string | undefined
  mailFrom: string
  support: { email: string; phone: string | undefined; chat: string | undefined }
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  feedbackRoutes: string | undefined
  vaultKey: string | undefined
  /** Undefined where no Slack app is set up. */
  slack: SlackConfig | undefined
  discord: DiscordConfig | undefined
}

/** A variable of the environment that is not what it should be: its name, never its value, which may be a secret. */
export class ConfigError extends Error {
  readonly variable: string

  constructor(variable: string) {
    super(`${variable} is not valid`)
    this.name = 'ConfigError'
    this.variable = variable
  }
}

/** Reads the environment once. Throws a `ConfigError` that names the first wrong variable. An empty variable counts as not set. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = Environment.safeParse(set)
  if (!read.success) throw new ConfigError(String(read.error.issues[0]?.path[0]))
  const env = read.data
  return {
    database: env.DATABASE_URL.slice('file:'.length),
    contentDir: env.CONTENT_DIR,
    localesDir: env.LOCALES_DIR,
    dataDir: env.DATA_DIR,
    port: env.PORT,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    proxies: env.TRUST_PROXY,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    support: { email: env.SUPPORT_EMAIL, phone: env.SUPPORT_PHONE, chat: env.SUPPORT_CHAT },
    logLevel: env.LOG_LEVEL,
    feedbackRoutes: env.FEEDBACK_ROUTES,
    vaultKey: env.VAULT_KEY,
    slack: slackOf(env),
    discord: env.DISCORD_TOKEN
      ? {
          token: env.DISCORD_TOKEN,
          api: env.DISCORD_API?.replace(/\/+$/, ''),
          guild: env.DISCORD_GUILD,
          shards: env.DISCORD_SHARDS,
        }
      : undefined,
  }
}

function slackOf(env: z.infer<typeof Environment>): SlackConfig | undefined {
  if (!env.SLACK_APP_TOKEN && !env.SLACK_BOT_TOKEN && !env.SLACK_SIGNING_SECRET) return undefined
  return {
    appToken: env.SLACK_APP_TOKEN,
    botToken: env.SLACK_BOT_TOKEN,
    signingSecret: env.SLACK_SIGNING_SECRET,
    clientId: env.SLACK_CLIENT_ID,
    clientSecret: env.SLACK_CLIENT_SECRET,
    apiUrl: env.SLACK_API_URL,
  }
}

const examples: Record<string, string> = {
  DATABASE_URL: 'file:./data/concierge.json',
  CONTENT_DIR: 'content',
  LOCALES_DIR: 'locales',
  DATA_DIR: 'data',
  PORT: '3000',
  PUBLIC_URL: 'https://help.example.org',
  TRUST_PROXY: '1',
  SMTP_URL: 'smtp://mail.example.org:587',
  MAIL_FROM: 'Concierge <concierge@example.org>',
  SUPPORT_EMAIL: 'support@example.org',
  SUPPORT_CHAT: 'https://chat.example.org',
  LOG_LEVEL: 'silent, error, warn, info, debug',
  VAULT_KEY: 'openssl rand -base64 32',
  SLACK_API_URL: 'https://slack.com/api/',
  DISCORD_API: 'https://discord.com/api',
  DISCORD_GUILD: '123456789012345678',
  DISCORD_SHARDS: 'auto, 2',
}

/** What a variable could be, to be shown beside the one that is wrong. */
export const exampleOf = (variable: string): string => examples[variable] ?? '…'
