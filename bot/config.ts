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
  SLACK_APP_TOKEN: z.string().startsWith('xapp-').optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-').optional(),
  SLACK_SIGNING_SECRET: optional,
  DISCORD_TOKEN: optional,
})

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
  smtpUrl: string | undefined
  mailFrom: string
  support: { email: string; phone: string | undefined; chat: string | undefined }
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  feedbackRoutes: string | undefined
  vaultKey: string | undefined
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
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    support: { email: env.SUPPORT_EMAIL, phone: env.SUPPORT_PHONE, chat: env.SUPPORT_CHAT },
    logLevel: env.LOG_LEVEL,
    feedbackRoutes: env.FEEDBACK_ROUTES,
    vaultKey: env.VAULT_KEY,
  }
}

const examples: Record<string, string> = {
  DATABASE_URL: 'file:./data/concierge.json',
  CONTENT_DIR: 'content',
  LOCALES_DIR: 'locales',
  DATA_DIR: 'data',
  PORT: '3000',
  PUBLIC_URL: 'https://help.example.org',
  SMTP_URL: 'smtp://mail.example.org:587',
  MAIL_FROM: 'Concierge <concierge@example.org>',
  SUPPORT_EMAIL: 'support@example.org',
  SUPPORT_CHAT: 'https://chat.example.org',
  LOG_LEVEL: 'silent, error, warn, info, debug',
  VAULT_KEY: 'openssl rand -base64 32',
  SLACK_APP_TOKEN: 'xapp-…',
  SLACK_BOT_TOKEN: 'xoxb-…',
}

/** What a variable could be, to be shown beside the one that is wrong. */
export const exampleOf = (variable: string): string => examples[variable] ?? '…'
