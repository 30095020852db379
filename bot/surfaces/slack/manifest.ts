import type { Speech } from '../../words/words.ts'
import { examples } from './examples.ts'
import { cut, limits } from './limits.ts'
import { botScopes } from './scopes.ts'

/** The `callback_id` of each shortcut. */
export const shortcuts = { answer: 'answer-with-guide', search: 'search-guides' } as const

export const commands = { ask: '/ask', concierge: '/concierge' } as const

/** Where Slack sends what happens, and where an installation comes back to, on our own port. */
export const paths = {
  events: '/slack/events',
  install: '/slack/install',
  redirect: '/slack/oauth_redirect',
} as const

export interface ManifestOptions {
  /** Our own web address: links to it are unfurled. */
  publicUrl: string
  /** Where Slack delivers by HTTP; Socket Mode without it. */
  url?: string
}

/** What the app listens to (docs.slack.dev/reference/events). */
export const events = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'assistant_thread_context_changed',
  'assistant_thread_started',
  'link_shared',
  'message.channels',
  'message.groups',
  'message.im',
  'tokens_revoked',
] as const

/** The app's manifest, to be pasted where an app is made (docs.slack.dev/reference/app-manifest, version 2). */
export function manifestOf(speech: Speech, { publicUrl, url }: ManifestOptions) {
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: speech.t('slack.title'),
      description: speech.t('slack.manifest.description'),
      long_description: speech.t('slack.manifest.long-description'),
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      assistant_view: {
        assistant_description: speech.t('slack.manifest.description'),
        suggested_prompts: examples(speech).map(message => ({ title: message, message })),
      },
      bot_user: { display_name: speech.t('slack.title'), always_online: true },
      shortcuts: shortcutsIn(speech),
      slash_commands: commandsIn(speech, url),
      ...unfurled(publicUrl),
    },
    oauth_config: {
      ...(url && { redirect_urls: [url + paths.redirect] }),
      scopes: { bot: botScopes },
    },
    settings: settings(url),
  }
}

const shortcutsIn = (speech: Speech) => [
  {
    type: 'message',
    name: cut(speech.t('chat.answer-with-guide'), limits.shortcutName),
    callback_id: shortcuts.answer,
    description: speech.t('slack.manifest.message-shortcut'),
  },
  {
    type: 'global',
    name: cut(speech.t('slack.search'), limits.shortcutName),
    callback_id: shortcuts.search,
    description: speech.t('slack.manifest.global-shortcut'),
  },
]

/** People and channels that are named come as ids: `should_escape`. */
const commandsIn = ({ t }: Speech, url: string | undefined) =>
  [
    {
      command: commands.ask,
      description: t('slack.manifest.ask'),
      usage_hint: t('slack.manifest.ask-hint'),
    },
    {
      command: commands.concierge,
      description: t('slack.manifest.concierge'),
      usage_hint: t('slack.manifest.concierge-hint'),
    },
  ].map(command => ({ ...command, should_escape: true, ...(url && { url: url + paths.events }) }))

/** Slack unfurls links to domains only: a machine's own name is none. */
function unfurled(publicUrl: string) {
  const { hostname } = new URL(publicUrl)
  return /\.[a-z]{2,}$/i.test(hostname) ? { unfurl_domains: [hostname] } : {}
}

const settings = (url: string | undefined) => ({
  event_subscriptions: { ...(url && { request_url: url + paths.events }), bot_events: events },
  interactivity: {
    is_enabled: true,
    ...(url && { request_url: url + paths.events, message_menu_options_url: url + paths.events }),
  },
  org_deploy_enabled: false,
  socket_mode_enabled: url === undefined,
  token_rotation_enabled: false,
})
