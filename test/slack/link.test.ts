import { expect, test } from 'vitest'
import { idOf, kindsIn, messageIn, modalIn, useApp } from './use-app.ts'

const app = useApp({ links: { amelie: 'claire' } })

test('ACT-1 whoever is not linked is offered the link, and nothing is changed', async () => {
  const { edge } = app()
  const refused = messageIn(
    await edge.command('greta', 'general', '/concierge', 'change-role @amelie collaborator'),
  )
  expect(refused.ephemeral).toBe(true)
  expect(refused.text).toContain('ACT-1')
  expect(kindsIn(refused)).toContain('do')
  const offered = messageIn(await edge.click('greta', refused, idOf(refused, 'do:link')))
  expect(offered.ephemeral).toBe(true)
  expect(offered.buttons[0]).toMatchObject({ label: 'Seite öffnen', style: 'primary' })
  await edge.click('greta', offered, idOf(offered, 'do:link-by-code'))
  expect(edge.modal('greta')?.title).toContain('Mein Konto')
})

test('ACT-1 a chat account is linked by the code of a mail, never by the address that Slack knows', async () => {
  const { edge, code } = app()
  await edge.command('luca', 'general', '/concierge', 'link-by-code')
  const confirm = modalIn(await edge.submit('luca', 'modal', { email: 'giulia@example.org' }))
  expect(confirm.inputs).toHaveLength(1)
  const [input] = confirm.inputs
  const wrong = modalIn(await edge.submit('luca', 'modal', { [input!.label]: '000000' }))
  expect(wrong.submit).toBeDefined()
  const done = await edge.submit('luca', 'modal', { [input!.label]: await code() })
  expect(done.text).toContain('Giulia Bernasconi')
  const who = await edge.command('luca', 'general', '/concierge', 'whoami')
  expect(messageIn(who)).toMatchObject({ ephemeral: true, text: expect.stringContaining('Giulia') })
  await edge.dismiss('luca', 'modal', { all: true }).catch(() => {})
  const unlink = await edge.command('luca', 'general', '/concierge', 'unlink')
  await edge.click('luca', messageIn(unlink), idOf(messageIn(unlink), 'confirm:'))
  const { home } = await edge.openHome('luca')
  expect(kindsIn(home!)).toContain('do')
  expect(home?.text).not.toContain('Atelier Lumière')
})

test('ACT-1 the home of a stranger offers the link, and questions are answered all the same', async () => {
  const { edge } = app()
  const { home } = await edge.openHome('sofia')
  expect(home?.buttons.map(({ actionId }) => actionId)).toContain('do:link')
  const answer = messageIn(await edge.direct('sofia', '¿Cómo cambio el rol de un miembro?'))
  expect(answer.text).toContain('Cambiar el rol de un miembro')
})
