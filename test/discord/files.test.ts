import sharp from 'sharp'
import { expect, it } from 'vitest'
import { buttonOf, everybody, openStage } from './stage.ts'

const red = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'red' } })
    .png()
    .toBuffer()

it('BRAND-4 BRAND-5 a picture is attached to the command, cropped, seen before it is confirmed, and done', async () => {
  const { edge } = await openStage({ links: everybody })
  const wide = { filename: 'logo.png', bytes: await red(200, 100) }
  const refused = await edge.command('Brian', 'help', 'set-branding', { logo: wide })
  expect(refused.message?.text).toContain('200 × 100')
  expect(refused.message?.text).toContain('BRAND-4')
  const shown = await edge.command('Brian', 'help', 'set-branding', { logo: wide, crop: true })
  expect(shown.message?.ephemeral).toBe(true)
  expect(shown.message?.files.length).toBe(1)
  const done = await edge.click('Brian', shown.message!, buttonOf(shown.message, 'confirm'))
  expect(done.message?.text).toContain('Atelier Lumière')
})

it('BRAND-4 a file that is far too large, or lies elsewhere than on Discord, is not fetched', async () => {
  const { edge } = await openStage({ links: everybody })
  for (const file of [
    { filename: 'big.png', bytes: Buffer.alloc(4 * 2 ** 20 + 1) },
    { filename: 'logo.png', bytes: await red(10, 10), url: 'http://169.254.169.254/latest/meta-data' },
  ]) {
    const { message } = await edge.command('Brian', 'help', 'set-branding', { logo: file })
    expect(message?.text).toContain('could not be taken over from Discord')
    expect(message?.ephemeral).toBe(true)
  }
})
