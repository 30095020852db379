import { expect, test } from 'vitest'
import { idOf, kindsIn, messageIn, modalIn, useApp } from './use-app.ts'

const app = useApp()

test('a mention is answered in its thread, in the channel’s sight, in the asker’s language', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.mention('amelie', 'general', 'Comment changer le rôle d’un collègue ?'))
  expect(answer.text).toContain('Changer le rôle d’un membre')
  expect(answer.ephemeral).toBe(false)
  expect(answer.fallback).toContain('Faites-le pour moi')
  const [thread] = (await edge.channel('general')).filter(({ ts }) => ts === answer.thread)
  expect(thread?.text).toContain('Comment changer')
})

test('what follows in a thread is about its guide', async () => {
  const { edge } = app()
  const first = messageIn(await edge.mention('oliver', 'random', 'How do I switch to another organisation?'))
  const next = messageIn(await edge.mention('oliver', 'random', 'and to leave it?', { thread: first }))
  expect(next.thread).toBe(first.thread)
  expect(next.text).toContain('Switch organisation or leave one')
})

test('ACT-6 what is personal is answered to the asker alone, in a channel too', async () => {
  const { edge } = app()
  const seen = await edge.mention('luca', 'general', 'A quali newsletter sono iscritto?')
  expect(seen.messages).toEqual([])
  expect(messageIn(seen)).toMatchObject({ ephemeral: true })
  expect(edge.ephemerals('oliver')).toEqual([])
})

test('a direct message is answered beside it, in one’s language', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.direct('greta', 'Wie ändere ich die Rolle eines Kollegen?'))
  expect(answer.text).toContain('Rolle eines Mitglieds ändern')
  expect(answer.thread).toBeUndefined()
  const doIt = await edge.click('greta', answer, idOf(answer, 'do:change-role'))
  expect(modalIn(doIt).inputs.map(({ type }) => type)).toContain('users_select')
})

test('/ask answers the asker alone; shared once, the button is gone', async () => {
  const { edge } = app()
  const answer = messageIn(
    await edge.command('sofia', 'general', '/ask', '¿Cómo cambio el rol de un miembro?'),
  )
  expect(answer.ephemeral).toBe(true)
  const share = idOf(answer, 'share:')
  const seen = await edge.click('sofia', answer, share)
  const [shared] = seen.messages
  expect(shared).toMatchObject({
    ephemeral: false,
    text: expect.stringContaining('Cambiar el rol de un miembro'),
  })
  const left = edge.ephemerals('sofia').find(({ ts }) => ts === answer.ts)
  expect(left?.text).toContain('Cambiar el rol')
  expect(kindsIn(left!)).not.toContain('share')
})

test('/ask answers where the bot is no member, and can be shared there', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.command('oliver', 'office', '/ask', 'How do I change a role?'))
  edge.fail('chat.postMessage', { error: 'not_in_channel' })
  const { messages } = await edge.click('oliver', answer, idOf(answer, 'share:'))
  expect(messages[0]?.text).toContain('Change a member’s role')
})

test('/concierge offers everything that one may have done', async () => {
  const { edge } = app()
  const picker = messageIn(await edge.command('luca', 'general', '/concierge'))
  expect(picker.inputs[0]?.options.length).toBeGreaterThan(20)
  const form = modalIn(await edge.choose('luca', picker, 'pick', 'Cambiare il ruolo di un membro'))
  expect(form.submit).toBe('Mostri l’anteprima')
})

test('/concierge with arguments: a colleague, a role, and the preview at once', async () => {
  const { edge } = app()
  const seen = await edge.command('amelie', 'general', '/concierge', 'change-role @greta collaborator')
  const preview = messageIn(seen)
  expect(preview.ephemeral).toBe(true)
  expect(preview.text).toContain('Jonas Weber')
  expect(kindsIn(preview)).toEqual(['confirm', 'cancel'])
  const cancelled = messageIn(await edge.click('amelie', preview, idOf(preview, 'cancel:')))
  expect(cancelled.ts).toBe(preview.ts)
  expect(cancelled.buttons).toEqual([])
})

test('/concierge takes a question too', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.command('greta', 'random', '/concierge', 'Wie ändere ich eine Rolle?'))
  expect(answer.ephemeral).toBe(true)
  expect(kindsIn(answer)).toContain('helped')
})

test('after a verdict no dead button stays, and the answer does', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.mention('oliver', 'general', 'How do I change a role?'))
  await edge.click('oliver', answer, idOf(answer, 'helped:'))
  const thread = (await edge.channel('general')).find(({ ts }) => ts === answer.thread)
  const left = thread?.replies.find(({ ts }) => ts === answer.ts)
  expect(left?.text).toContain('Change a member’s role')
  expect(kindsIn(left!)).toEqual(expect.not.arrayContaining(['helped', 'wrong', 'person']))
})

test('“Not what I meant” offers the next guides, and what is chosen is the answer', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.command('amelie', 'general', '/ask', 'Comment changer un rôle ?'))
  const seen = await edge.click('amelie', answer, idOf(answer, 'wrong:'))
  const which = seen.ephemerals.find(({ ts }) => ts !== answer.ts)!
  expect(kindsIn(which).filter(kind => kind === 'right')).toHaveLength(3)
  const chosen = await edge.click('amelie', which, idOf(which, 'right:'))
  expect(chosen.ephemerals.flatMap(kindsIn)).toContain('helped')
  const left = edge.ephemerals('amelie').find(({ ts }) => ts === which.ts)
  expect(kindsIn(left!)).toEqual(['person'])
})

test('a guide that is pressed is read in a window of its own', async () => {
  const { edge } = app()
  const answer = messageIn(await edge.mention('sofia', 'general', '¿Cómo cambio el rol de un miembro?'))
  const guide = modalIn(await edge.click('sofia', answer, 'guide:change-role'))
  expect(guide.text.length).toBeGreaterThan(1000)
})
