import { expect, test } from 'vitest'
import { idOf, kindsIn, messageIn, modalIn, useApp } from './use-app.ts'

const links = { amelie: 'claire', oliver: 'oliver', greta: 'jonas', sofia: 'nina' }
const app = useApp({ links })

const roleForm = async (who: string, question: string) => {
  const { edge } = app()
  const answer = messageIn(await edge.mention(who, 'general', question))
  return edge.click(who, answer, idOf(answer, 'do:change-role'))
}

test('ACT-2 form, preview, confirmation, receipt and the way back, all in one modal', async () => {
  const { edge } = app()
  await roleForm('amelie', 'Comment changer un rôle ?')
  const preview = modalIn(await edge.submit('amelie', 'modal', { member: 'sofia', role: 'administrator' }))
  expect(preview.text).toContain('Nina Keller')
  expect(preview.submit).toBe('Confirmer')
  const receipt = modalIn(await edge.submit('amelie', 'modal'))
  expect(receipt.text).toMatch(/Nina Keller.+administrateur/s)
  expect(receipt.submit).toBeUndefined()
  await edge.click('amelie', 'modal', idOf(receipt, 'undo:'))
  const undone = modalIn(await edge.submit('amelie', 'modal'))
  expect(undone.text).toMatch(/est maintenant\s: collaborateur/)
})

test('somebody who is in the workspace and not linked is told at the field', async () => {
  const { edge } = app()
  await roleForm('oliver', 'How do I change a role?')
  const form = modalIn(await edge.submit('oliver', 'modal', { member: 'luca', role: 'administrator' }))
  expect(Object.keys(form.errors)).toEqual(['Member'])
})

test('whoever is not in the workspace is named by login address', async () => {
  const { edge } = app()
  await roleForm('greta', 'Wie ändere ich eine Rolle?')
  const seen = await edge.submit('greta', 'modal', {
    'member~typed': 'paul@lumiere.example',
    role: 'administrator',
  })
  expect(modalIn(seen).text).toContain('Paul Favre')
  await edge.submit('greta', 'modal')
})

test('products are found as one types', async () => {
  const { edge } = app()
  const form = modalIn(await edge.command('amelie', 'general', '/concierge', 'upgrade-suite'))
  const select = form.inputs.find(({ type }) => type === 'external_select')
  expect(select).toBeDefined()
  const all = await edge.suggest('amelie', 'modal', select?.actionId ?? '', '')
  const none = await edge.suggest('amelie', 'modal', select?.actionId ?? '', 'zzzz')
  expect(all.length).toBeGreaterThan(0)
  expect(none).toEqual([])
})

test('a preview in a message becomes its receipt, in place', async () => {
  const { edge } = app()
  const preview = messageIn(
    await edge.command('oliver', 'random', '/concierge', 'change-role @sofia administrator'),
  )
  const receipt = messageIn(await edge.click('oliver', preview, idOf(preview, 'confirm:')))
  expect(receipt.ts).toBe(preview.ts)
  expect(kindsIn(receipt)).toEqual(['undo'])
  const back = messageIn(await edge.click('oliver', receipt, idOf(receipt, 'undo:')))
  const undone = messageIn(await edge.click('oliver', back, idOf(back, 'confirm:')))
  expect(undone.ts).toBe(preview.ts)
  expect(undone.text).toContain('is now: collaborator')
})

test('a form that is named in a message opens by a button, and leaves none behind', async () => {
  const { edge } = app()
  const waiting = messageIn(await edge.direct('greta', 'set-newsletters'))
  expect(waiting.buttons.map(({ label }) => label)).toContain('Formular ausfüllen')
  await edge.click('greta', waiting, 'Formular ausfüllen')
  const wrong = modalIn(await edge.submit('greta', 'modal', {}))
  expect(Object.keys(wrong.errors)).toEqual(['Abonnieren'])
  await edge.submit('greta', 'modal', { Abonnieren: ['ecology'] })
  await edge.submit('greta', 'modal')
  const receipt = await edge.until(
    async () =>
      (await edge.inbox('greta')).find(({ ts, text }) => ts === waiting.ts && text.includes('Ökologie')),
    'the receipt in its place',
  )
  expect(kindsIn(receipt)).toEqual(['undo'])
})

test('the settings of a channel are an administrator’s', async () => {
  const { edge } = app()
  const form = modalIn(await edge.command('amelie', 'random', '/concierge', 'settings'))
  expect(form.inputs.length).toBeGreaterThan(2)
  await edge.submit('amelie', 'modal', { [form.inputs[0]!.label]: 'it' })
  expect(edge.modal('amelie')?.submit).toBe('Confirmer')
  await edge.submit('amelie', 'modal')
  const answer = messageIn(await edge.mention('oliver', 'random', 'hello'))
  expect(answer.text).toContain('Buongiorno')
})

test('whoever does not administer the workspace cannot set its channels', async () => {
  const { edge } = app()
  await edge.command('oliver', 'random', '/concierge', 'settings')
  const form = edge.modal('oliver')
  const refused = form?.submit
    ? await edge.submit('oliver', 'modal', { [form.inputs[0]!.label]: 'de' })
    : undefined
  expect(refused?.text ?? edge.ephemerals('oliver').at(-1)?.text).toContain('CHAT-')
})

test('what waits for a confirmation is on the home, and is gone from it afterwards', async () => {
  const { edge } = app()
  await edge.command('greta', 'general', '/concierge', 'change-role @sofia external-user')
  const { home } = await edge.openHome('greta')
  expect(home?.text).toContain('Atelier Lumière')
  const preview = modalIn(await edge.click('greta', 'home', idOf(home!, 'show:')))
  expect(preview.text).toContain('Nina Keller')
  await edge.submit('greta', 'modal')
  await edge.until(() => !kindsIn(edge.home('greta')!).includes('show'), 'a home without what waited')
})

test('a preview that is closed is cancelled', async () => {
  const { edge } = app()
  await edge.openHome('greta')
  await edge.click('greta', 'home', 'do:change-role')
  const preview = modalIn(await edge.submit('greta', 'modal', { member: 'sofia', role: 'administrator' }))
  expect(preview.close).toBe('Abbrechen')
  await edge.dismiss('greta')
  await edge.settled()
  expect(kindsIn((await edge.openHome('greta')).home!)).not.toContain('show')
})

test('BRAND-5 a preview has its picture, described; where Slack refuses pictures the description stays', async () => {
  const { edge } = app()
  const typed = messageIn(await edge.command('amelie', 'general', '/concierge', 'set-branding AB'))
  expect(JSON.stringify(typed.raw)).toContain('slack_file')
  await edge.click('amelie', typed, idOf(typed, 'cancel:'))
  await edge.command('amelie', 'general', '/concierge', 'set-branding')
  await edge.submit('amelie', 'modal', { square: 'initials', initials: 'XY' })
  const pictured = () => JSON.stringify(edge.modal('amelie')?.raw).includes('slack_file')
  await edge.until(pictured, 'the picture')
  expect(edge.modal('amelie')?.submit).toBe('Confirmer')
  await edge.dismiss('amelie')
  edge.fail('files.getUploadURLExternal', { error: 'file_uploads_disabled' })
  const plain = messageIn(await edge.command('amelie', 'random', '/concierge', 'set-branding CD'))
  expect(plain.text).toContain('Aperçu en image')
  expect(JSON.stringify(plain.raw)).not.toContain('slack_file')
})
