import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt'
import { freePort } from '../../support/port.ts'
import { silent } from './bare.ts'
import type { SlackEdge } from './edge.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const greeting = (text: string) => ({
  text,
  blocks: [
    { type: 'section' as const, text: { type: 'mrkdwn' as const, text: `*${text}*` } },
    {
      type: 'actions' as const,
      elements: [{ type: 'button' as const, text: plain('Press'), action_id: 'press' }],
    },
  ],
})
export const form = {
  type: 'modal' as const,
  callback_id: 'form',
  title: plain('Role'),
  submit: plain('Send'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input' as const,
      block_id: 'name',
      label: plain('Name'),
      element: { type: 'plain_text_input' as const, action_id: 'name' },
    },
    {
      type: 'input' as const,
      block_id: 'role',
      label: plain('Role'),
      element: {
        type: 'static_select' as const,
        action_id: 'role',
        options: ['Administrator', 'Collaborator'].map(text => ({
          text: plain(text),
          value: text.toLowerCase(),
        })),
      },
    },
    {
      type: 'input' as const,
      block_id: 'product',
      optional: true,
      label: plain('Product'),
      element: { type: 'external_select' as const, action_id: 'product', min_query_length: 1 },
    },
  ],
}

/** A small real Bolt app against the edge, by either transport. */
export async function startApp(edge: SlackEdge, transport: 'socket' | 'http') {
  const clientOptions = { slackApiUrl: edge.apiUrl }
  const quiet = { logger: silent }
  const port = await freePort()
  const receiver =
    transport === 'socket'
      ? new SocketModeReceiver({ appToken: edge.bot.appToken, installerOptions: { clientOptions }, ...quiet })
      : new HTTPReceiver({ signingSecret: edge.bot.signingSecret, ...quiet })
  const app = new App({ token: edge.bot.token, receiver, clientOptions, ...quiet })

  app.event('app_mention', async ({ event, client }) => {
    await client.chat.postMessage({
      channel: event.channel,
      thread_ts: event.ts,
      ...greeting(`You said ${event.text}`),
    })
  })
  app.message('hello', async ({ say }) => void (await say('Hello to you')))
  app.command('/ask', async ({ ack, body, client, command }) => {
    if (command.text) return ack({ text: `You asked ${command.text}` })
    await ack()
    await client.views.open({ trigger_id: body.trigger_id, view: form })
  })
  app.action('press', async ({ ack, respond, body }) => {
    await ack()
    await respond({ replace_original: true, text: `Pressed by <@${body.user.id}>` })
  })
  app.options('product', async ({ ack, payload }) => {
    await ack({ options: [{ text: plain(`${payload.value} mail`), value: 'mail' }] })
  })
  app.view('form', async ({ ack, view, client, body }) => {
    const name = view.state.values.name?.name?.value
    if (name === 'nobody') return ack({ response_action: 'errors', errors: { name: 'Nobody is called so' } })
    if (name === 'all')
      return ack({ response_action: 'update', view: { type: 'modal', title: plain('Sure?'), blocks: [] } })
    await ack()
    const { selected_option } = view.state.values.product?.product ?? {}
    const text = `Done for ${name}: ${view.state.values.role?.role?.selected_option?.value} ${selected_option?.value ?? ''}`
    await client.chat.postEphemeral({ channel: edge.channelId('general'), user: body.user.id, text })
  })
  app.view({ type: 'view_closed', callback_id: 'form' }, async ({ ack }) => ack())
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'header', text: plain('Home') }] },
    })
  })
  app.event('link_shared', async ({ event, client }) => {
    const unfurls = Object.fromEntries(
      event.links.map(({ url }) => [url, { blocks: greeting('A guide').blocks }]),
    )
    await client.chat.unfurl({ channel: event.channel, ts: event.message_ts, unfurls })
  })

  if (transport === 'http') {
    await app.start(port)
    edge.deliverTo(`http://127.0.0.1:${port}/slack/events`)
  } else {
    await app.start()
    await edge.connected()
  }
  return app
}
