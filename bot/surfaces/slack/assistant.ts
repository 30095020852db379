import { type App, Assistant } from '@slack/bolt'
import { examples } from './examples.ts'
import { cut } from './limits.ts'
import { direct, type Said, saidBy, wordsIn } from './messages.ts'
import type { Slack } from './slack.ts'
import type { Workspace } from './workspaces.ts'

const longestTitle = 80

/** Conversations with the app as an assistant: a greeting with examples, then as by direct message, with a status while it works. */
export function listenToAssistant(app: App, slack: Slack): void {
  app.assistant(
    new Assistant({
      threadStarted: async ({ context, event }) => {
        const { channel_id, thread_ts, user_id } = event.assistant_thread
        const said = { user: user_id, channel: channel_id, ts: thread_ts, thread_ts, text: '' }
        slack.work.run('assistant thread', async () =>
          greet(slack, await slack.workspaceOf(context.teamId), said),
        )
      },
      threadContextChanged: async () => {},
      userMessage: async ({ context, event }) => {
        const said = saidBy(event)
        if (said)
          slack.work.run('assistant message', async () =>
            answer(slack, await slack.workspaceOf(context.teamId), said),
          )
      },
    }),
  )
}

async function greet(slack: Slack, workspace: Workspace, said: Said): Promise<void> {
  const { user, channel, thread_ts = '' } = said
  const asking = { workspace, user, channel, thread: thread_ts, isPublic: false }
  const locale = await slack.front.locale(await slack.personOf(asking))
  const { t } = slack.words(locale)
  await workspace.client.chat.postMessage({ channel, thread_ts, text: t('desk.home.hello') })
  const prompts = examples(slack.words(locale)).map(text => ({ title: text, message: text }))
  const [first, ...others] = prompts
  if (first)
    await workspace.client.assistant.threads.setSuggestedPrompts({
      channel_id: channel,
      thread_ts,
      prompts: [first, ...others],
    })
}

async function answer(slack: Slack, workspace: Workspace, said: Said): Promise<void> {
  const thread = { channel_id: said.channel, thread_ts: said.thread_ts ?? said.ts }
  const { threads } = workspace.prompt.assistant
  const { hint = 'fr' } = await slack.personOf({ workspace, user: said.user, isPublic: false })
  // A thread of a plain direct message has neither status nor title: Slack refuses them there, and nothing is lost.
  await threads.setStatus({ ...thread, status: slack.words(hint).t('slack.thinking') }).catch(() => {})
  await direct(slack, workspace, said)
  if (!slack.once(`title:${said.channel}:${thread.thread_ts}`)) return
  const title = cut(await wordsIn(slack, workspace, said.text), longestTitle)
  await threads.setTitle({ ...thread, title }).catch(() => {})
}
