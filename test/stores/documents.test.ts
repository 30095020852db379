import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { vaultOf } from '../../bot/keys/vault.ts'
import { type DocumentFolder, documentsIn } from '../../bot/stores/documents.ts'

const keyOf = (byte: number) => vaultOf(Buffer.alloc(32, byte).toString('base64'))
const passport = Buffer.from('a passport')
let parent: string
let folder: string
let documents: DocumentFolder
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'concierge-documents-'))
  folder = join(parent, 'documents')
  documents = documentsIn(folder, keyOf(1))
})
afterEach(() => rm(parent, { recursive: true }))

describe('documents beside the store: TFA-4', () => {
  it('TFA-4 what is kept is sealed, ours alone, and comes back whole', async () => {
    const name = await documents.keep(passport, 'pdf')
    expect(name).toMatch(/^[a-p]{20}\.pdf$/)
    expect((await readFile(join(folder, name))).includes('passport')).toBe(false)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
    expect(await documents.read(name)).toEqual(passport)
  })

  it('TFA-4 neither another key nor an edited file opens it', async () => {
    const name = await documents.keep(passport, 'jpeg')
    await expect(documentsIn(folder, keyOf(2)).read(name)).rejects.toThrow()
    const bytes = await readFile(join(folder, name))
    bytes[bytes.length - 1]! ^= 1
    await writeFile(join(folder, name), bytes)
    await expect(documents.read(name)).rejects.toThrow()
  })

  it('TFA-4 what is removed is gone, and removing it again is no error', async () => {
    const name = await documents.keep(passport, 'jpeg')
    for (let time = 0; time < 2; time++) await documents.remove(name)
    expect(await readdir(folder)).toEqual([])
  })

  it('TFA-4 no name leads out of the folder', async () => {
    await writeFile(join(parent, 'secret.pdf'), 'x')
    for (const name of ['../secret.pdf', '/etc/passwd', 'a/../../secret.pdf', '', '..'])
      await expect(async () => documents.read(name)).rejects.toThrow(TypeError)
  })

  it('TFA-4 a sweep takes what no request names, and nothing that is not ours', async () => {
    await documents.sweep(new Set())
    const [named, orphan] = [await documents.keep(passport, 'pdf'), await documents.keep(passport, 'pdf')]
    await writeFile(join(folder, 'README.pdf'), 'x')
    await documents.sweep(new Set([named]))
    expect((await readdir(folder)).sort()).toEqual(['README.pdf', named].sort())
    await expect(documents.read(orphan)).rejects.toThrow()
  })
})
