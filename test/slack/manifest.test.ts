import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { locales } from '../../bot/core/catalogue.ts'
import { manifestOf } from '../../bot/surfaces/slack/manifest.ts'
import { words } from '../support/desk.ts'
import { root, started } from '../support/started.ts'

const run = promisify(execFile)
const command = (...typed: string[]) =>
  run(process.execPath, [...started('bot/commands/slack-manifest.ts'), ...typed], {
    cwd: root,
    env: { PATH: process.env.PATH, LANG: 'en', PUBLIC_URL: '' },
  })

// Limits: docs.slack.dev/reference/app-manifest, and the JSDoc of @slack/web-api's Manifest.
const text = (max: number, min = 1) => z.string().min(min).max(max)
const https = z.url({ protocol: /^https$/ })
const Manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int() }),
  display_information: z.strictObject({
    name: text(35),
    description: text(140),
    long_description: text(4000, 174),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    assistant_view: z.strictObject({
      assistant_description: text(300),
      suggested_prompts: z
        .array(z.strictObject({ title: text(75), message: text(300) }))
        .min(1)
        .max(4),
    }),
    bot_user: z.strictObject({ display_name: text(80), always_online: z.boolean() }),
    shortcuts: z
      .array(
        z.strictObject({
          type: z.enum(['global', 'message']),
          name: text(24),
          callback_id: text(255),
          description: text(150),
        }),
      )
      .max(10),
    slash_commands: z.array(
      z.strictObject({
        command: z.string().regex(/^\/[a-z]{1,31}$/),
        description: text(2000),
        usage_hint: text(1000),
        should_escape: z.literal(true),
        url: https.optional(),
      }),
    ),
    unfurl_domains: z.array(z.string()).max(5).optional(),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(https).optional(),
    scopes: z.strictObject({ bot: z.array(z.string()).readonly() }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: https.optional(),
      bot_events: z.array(z.string()).readonly(),
    }),
    interactivity: z.strictObject({
      is_enabled: z.literal(true),
      request_url: https.optional(),
      message_menu_options_url: https.optional(),
    }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.literal(false),
  }),
})

const publicUrl = 'https://help.example.org'
const url = 'https://bot.example.org'

describe('the manifest of the Slack app', () => {
  it('is what is committed', async () => {
    const { stdout } = await command()
    expect(readFileSync(join(root, 'slack', 'manifest.json'), 'utf8')).toBe(stdout)
  })

  it.each(locales)(
    'in %s keeps to every limit, cuts no name, and differs from the other languages',
    locale => {
      const manifest = manifestOf(words(locale), { publicUrl, url })
      expect(Manifest.parse(manifest)).toEqual(manifest)
      expect(JSON.stringify(manifest)).not.toContain('…"')
      const others = locales
        .filter(other => other !== locale)
        .map(other => manifestOf(words(other), { publicUrl }))
      for (const { display_information, features } of others) {
        expect(display_information.description).not.toBe(manifest.display_information.description)
        expect(features.shortcuts[0]?.name).not.toBe(manifest.features.shortcuts[0]?.name)
      }
    },
  )

  it('asks for Socket Mode without an address, and for deliveries to one with it', () => {
    const socket = manifestOf(words('en'), { publicUrl })
    expect(socket.settings.socket_mode_enabled).toBe(true)
    expect(JSON.stringify(socket)).not.toContain('/slack/events')
    const http = manifestOf(words('en'), { publicUrl, url })
    expect(http.settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: `${url}/slack/events` },
      interactivity: {
        request_url: `${url}/slack/events`,
        message_menu_options_url: `${url}/slack/events`,
      },
    })
    expect(http.features.slash_commands.map(command => command.url)).toEqual([
      `${url}/slack/events`,
      `${url}/slack/events`,
    ])
    expect(http.oauth_config.redirect_urls).toEqual([`${url}/slack/oauth_redirect`])
  })

  it('unfurls links to our own domain, and none where we have none', () => {
    expect(manifestOf(words('en'), { publicUrl }).features).toMatchObject({
      unfurl_domains: ['help.example.org'],
    })
    for (const local of ['http://localhost:3000', 'http://127.0.0.1:3000'])
      expect(manifestOf(words('en'), { publicUrl: local }).features).not.toHaveProperty('unfurl_domains')
  })

  it('the command takes an address over https only, and the language', async () => {
    const failed = await command('--url', 'http://bot.example.org').catch(error => error)
    expect(failed).toMatchObject({ code: 2, stdout: '' })
    expect(failed.stderr).toContain('https://')
    const { stdout } = await command('--locale', 'de', '--url', 'https://bot.example.org/')
    expect(JSON.parse(stdout)).toEqual(
      JSON.parse(JSON.stringify(manifestOf(words('de'), { publicUrl: 'http://localhost:3000', url }))),
    )
  })

  it('listens to each event that the code handles', () => {
    const folder = join(root, 'bot', 'surfaces', 'slack')
    const code = readdirSync(folder)
      .map(file => readFileSync(join(folder, file), 'utf8'))
      .join('\n')
    const handled = [...code.matchAll(/\.event\(\s*'([a-z_]+)'/g)].map(([, event = '']) => event)
    const { bot_events } = manifestOf(words('en'), { publicUrl }).settings.event_subscriptions
    expect(handled.length).toBeGreaterThan(0)
    for (const event of handled)
      expect(bot_events.some(known => known === event || known.startsWith(`${event}.`))).toBe(true)
  })
})
