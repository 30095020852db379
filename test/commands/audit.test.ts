import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { command, demoHouse, emptyHouse, single } from './child.ts'

vi.setConfig({ testTimeout: 60_000 })

it('ACT-3 the chain is whole, and an edit, a gap or a cut end of the file is found', async () => {
  const house = await demoHouse()
  const path = join(house.DATA_DIR, 'concierge.json')
  for (const role of ['administrator', 'collaborator', 'external-user'])
    await command(
      'act',
      ['change-role', '--as', 'claire', '--input', JSON.stringify({ member: 'nina', role })],
      house,
    )
  const whole = await command('audit', [], house)
  expect({ code: whole.code, stderr: whole.stderr }).toEqual({ code: 0, stderr: '' })
  expect(single(whole)).toEqual({ entries: 3, whole: true, brokenAt: null })

  const content = JSON.parse(await readFile(path, 'utf8'))
  const broken = async (edit: (audit: { actorName: string }[]) => unknown) => {
    const edited = structuredClone(content)
    edit(edited.tables.audit)
    await writeFile(path, JSON.stringify(edited))
    const ended = await command('audit', [], house)
    expect(ended.code).toBe(1)
    return single(ended)
  }
  const second = '000000000002'
  expect(
    await broken(audit => {
      audit[1]!.actorName = 'Oliver Grant'
    }),
  ).toEqual({ entries: 3, whole: false, brokenAt: second })
  expect(await broken(audit => audit.splice(1, 1))).toEqual({ entries: 3, whole: false, brokenAt: second })
  expect(await broken(audit => audit.pop())).toMatchObject({ whole: false, brokenAt: '000000000003' })
})

it('an empty chain is whole', async () => {
  expect(single(await command('audit', [], await emptyHouse()))).toEqual({
    entries: 0,
    whole: true,
    brokenAt: null,
  })
})
