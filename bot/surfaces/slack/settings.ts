import { createHmac } from 'node:crypto'
import type { InstallationStore } from '@slack/bolt'
import type { OAuth } from './receiver.ts'
import { botScopes } from './scopes.ts'

export interface SlackSettings {
  /** Socket Mode. */
  appToken?: string | undefined
  /** One workspace. */
  botToken?: string | undefined
  /** HTTP. */
  signingSecret?: string | undefined
  /** Several workspaces, by OAuth. */
  clientId?: string | undefined
  clientSecret?: string | undefined
  /** Any secret of our own; without one nobody can install the app by OAuth. */
  stateKey?: string | undefined
  /** The root of the Web API where it is not Slack's; ends in `/api/`. */
  apiUrl?: string | undefined
}

/** Whether there is a way to hear of something, and a token to answer with. */
export const isComplete = (settings: SlackSettings): boolean =>
  Boolean(settings.appToken || settings.signingSecret) && Boolean(settings.botToken || isOpenToAll(settings))

/** Whether other workspaces can install the app. */
export const isOpenToAll = ({ clientId, clientSecret, stateKey }: SlackSettings): boolean =>
  Boolean(clientId && clientSecret && stateKey)

/** How they install it; `publicUrl` is where Slack leads back to. */
export const oauthOf = (
  { clientId = '', clientSecret = '', stateKey = '' }: SlackSettings,
  publicUrl: string,
  installationStore: InstallationStore,
): OAuth => ({
  clientId,
  clientSecret,
  // Never the key itself: what it signs is shown to the world.
  stateSecret: createHmac('sha256', stateKey).update('slack oauth state').digest('hex'),
  redirectUri: `${publicUrl}/slack/oauth_redirect`,
  scopes: [...botScopes],
  installationStore,
})
