import { expect, test } from 'vitest'
import { idOf, kindsIn, messageIn, modalIn, useApp } from './use-app.ts'

const links = { amelie: 'claire', oliver: 'oliver', greta: 'jonas', luca: 'giulia', sofia: 'nina' }
const app = useApp({ links, deadline: 15_000 })

const failures = {
  '429': { status: 429, retryAfter: 1 },
  '500': { status: 500 },
  'a cut connection': { cut: true as const },
  'an internal error': { error: 'internal_error' },
}

for (const [name, failure] of Object.entries(failures)) {
  test(`after ${name} an answer is posted all the same, once`, async () => {
    const { edge } = app()
    edge.fail('chat.postMessage', failure)
    const answer = messageIn(await edge.mention('oliver', 'general', 'How do I change a role?'))
    await edge.settled()
    const thread = (await edge.channel('general')).find(({ ts }) => ts === answer.thread)
    expect(thread?.replies).toHaveLength(1)
  })

  test(`after ${name} what is personal is shown all the same, to the asker alone`, async () => {
    const { edge } = app()
    edge.fail('chat.postEphemeral', failure)
    const answer = messageIn(await edge.mention('luca', 'general', 'A quali newsletter sono iscritto?'))
    expect(answer.ephemeral).toBe(true)
  })

  test(`after ${name} a command is answered all the same`, async () => {
    const { edge } = app()
    if (!('error' in failure)) edge.fail('response_url', failure)
    const answer = messageIn(await edge.command('greta', 'general', '/ask', 'Wie ändere ich eine Rolle?'))
    expect(answer.ephemeral).toBe(true)
  })

  test(`after ${name} a form is opened, or offered once more`, async () => {
    const { edge } = app()
    const answer = messageIn(await edge.mention('amelie', 'general', 'Comment changer un rôle ?'))
    edge.fail('views.open', failure)
    const seen = await edge.click('amelie', answer, idOf(answer, 'do:change-role'))
    const form = seen.modal ?? modalIn(await edge.click('amelie', messageIn(seen), 'Remplir le formulaire'))
    expect(form.submit).toBe('Voir l’aperçu')
  })

  test(`after ${name} a confirmation shows its receipt`, async () => {
    const { edge } = app()
    const preview = messageIn(await edge.command('greta', 'general', '/concierge', 'set-newsletters ecology'))
    if (!('error' in failure)) edge.fail('response_url', failure)
    const receipt = messageIn(await edge.click('greta', preview, idOf(preview, 'confirm:')))
    expect(kindsIn(receipt)).toContain('undo')
    await edge.click('greta', receipt, idOf(receipt, 'undo:'))
    const back = edge.ephemerals('greta').find(({ ts }) => ts === receipt.ts)!
    if (kindsIn(back).includes('confirm')) await edge.click('greta', back, idOf(back, 'confirm:'))
  })

  test(`after ${name} a home is published`, async () => {
    const { edge } = app()
    edge.fail('views.publish', failure)
    const { home } = await edge.openHome('sofia', { until: seen => Boolean(seen.home) })
    expect(home?.text).toContain('Atelier Lumière')
  })
}

test('where Slack does not say who somebody is, they are answered in their own account’s language', async () => {
  const { edge } = app()
  edge.fail('users.info', { status: 500, times: 20 })
  const answer = messageIn(await edge.direct('admin', 'Wie ändere ich eine Rolle?'))
  expect(answer.text).toContain('Rolle eines Mitglieds ändern')
  edge.fail('users.info', { status: 500, times: 0 })
})

test('a trigger that is too old: the form is offered by a button that opens it', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.mention('amelie', 'general', 'Comment changer un rôle ?'))
  edge.fail('views.open', { error: 'expired_trigger_id' })
  const waiting = messageIn(await edge.click('amelie', answer, idOf(answer, 'do:change-role')))
  expect(waiting.ephemeral).toBe(true)
  const form = modalIn(await edge.click('amelie', waiting, 'Remplir le formulaire'))
  expect(form.submit).toBe('Voir l’aperçu')
})

test('where the bot is no member, the asker is answered directly', async () => {
  const { edge } = app()
  edge.fail('chat.postMessage', { error: 'not_in_channel' })
  const answer = messageIn(await edge.mention('oliver', 'general', 'How do I change a role?'))
  expect(answer.channel).toMatch(/^D/)
})

test('a response URL that has had its uses is answered by message', async () => {
  const { edge } = app()
  edge.fail('response_url', { status: 404, times: 1 })
  const answer = messageIn(await edge.command('oliver', 'general', '/ask', 'How do I change a role?'))
  expect(answer.text).toContain('Change a member’s role')
})

test('nothing of what happened here is in the log but its kinds', () => {
  const { edge, log } = app()
  for (const secret of [edge.bot.token, edge.bot.appToken, 'Change a member', '@'])
    expect(log()).not.toContain(secret)
})
