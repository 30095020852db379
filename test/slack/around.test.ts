import { expect, test } from 'vitest'
import { kindsIn, messageIn, modalIn, useApp } from './use-app.ts'

const app = useApp()

test('“Answer with a guide” finds it in a modal and posts it into the thread', async () => {
  const { edge } = app()
  await edge.say('luca', 'general', 'Come cambio il ruolo di un membro?', { silent: true })
  const asked = (await edge.channel('general')).at(-1)!
  expect(asked.replies).toEqual([])
  const search = modalIn(await edge.messageShortcut('greta', asked, 'answer-with-guide'))
  expect(search.text).toContain('Come cambio il ruolo')
  expect(search.inputs[0]?.value).toBe('change-role')
  expect((await edge.suggest('greta', 'modal', 'guide-search', ''))[0]?.value).toBe('change-role')
  const seen = await edge.submit('greta', 'modal', {})
  expect(seen.closed).toBe(true)
  const posted = messageIn(seen)
  expect(posted).toMatchObject({ thread: asked.ts, ephemeral: false })
  expect(kindsIn(posted)).toContain('helped')
})

test('the global shortcut finds a guide and shows it in the modal', async () => {
  const { edge } = app()
  await edge.globalShortcut('amelie', 'search')
  const [first] = await edge.suggest('amelie', 'modal', 'guide-search', 'rôle')
  const guide = modalIn(await edge.submit('amelie', 'modal', { guide: first! }))
  expect(guide.text).toContain('Changer le rôle d’un membre')
  expect(edge.stack('amelie')).toHaveLength(2)
})

test('the home shows where one belongs, what waits and what can be done', async () => {
  const { edge } = app()
  const { home } = await edge.openHome('sofia')
  expect(home?.text).toContain('Atelier Lumière')
  expect(kindsIn(home!)).toContain('search')
  await edge.click('sofia', 'home', 'search')
  expect(edge.modal('sofia')?.inputs[0]?.type).toBe('external_select')
})

test('a link to a guide shows what it leads to; any other link stays alone', async () => {
  const { edge } = app()
  const { unfurls } = await edge.shareLink('oliver', 'general', 'https://help.example.org/de/change-role?x=1')
  expect(unfurls[0]?.text).toContain('Rolle eines Mitglieds ändern')
  const known = edge.unfurls.length
  for (const path of ['de/no-such-guide', 'xx/change-role', 'de/change-role/more'])
    await edge.shareLink('oliver', 'general', `https://help.example.org/${path}`, { silent: true })
  await edge.shareLink('oliver', 'general', 'https://help.example.org.evil.example/de/change-role', {
    silent: true,
  })
  expect(edge.unfurls).toHaveLength(known)
})

test('an assistant’s thread begins with examples, has a title and tells that it works', async () => {
  const { edge } = app()
  const { thread, text } = await edge.openAssistant('oliver')
  expect(text).toContain('what can I do for you')
  expect(edge.assistant('oliver')?.prompts).toHaveLength(3)
  const answer = messageIn(await edge.direct('oliver', 'How do I change a role?', { thread }))
  expect(answer.thread).toBe(thread)
  expect(edge.assistant('oliver')).toMatchObject({ title: 'How do I change a role?' })
  expect(edge.calls('assistant.threads.setStatus').length).toBeGreaterThan(0)
})
