import { describe, expect, it } from 'vitest'
import { ConfigError, exampleOf, readConfig } from '../bot/config.ts'

describe('configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      database: './data/concierge.json',
      contentDir: 'content',
      port: 3000,
      publicUrl: 'http://localhost:3000',
      smtpUrl: undefined,
    })
  })

  it('an empty variable is not set', () => {
    expect(readConfig({ PORT: '', SMTP_URL: '' }).port).toBe(3000)
  })

  it('PUBLIC_URL follows PORT, and loses the slash at its end', () => {
    expect(readConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080')
    expect(readConfig({ PUBLIC_URL: 'https://help.example.org/' }).publicUrl).toBe('https://help.example.org')
  })

  it.each([
    ['DATABASE_URL', 'mysql://x'],
    ['DATABASE_URL', 'file:'],
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['SMTP_URL', 'https://mail.example.org'],
    ['SUPPORT_EMAIL', 'nobody'],
    ['LOG_LEVEL', 'loud'],
    ['VAULT_KEY', 'short'],
    ['SLACK_API_URL', 'http://localhost:4000/api'],
    ['DISCORD_API', 'localhost'],
    ['DISCORD_GUILD', 'my-guild'],
    ['DISCORD_SHARDS', '0'],
  ])('%s=%s is named, and its value is not', (variable, value) => {
    const wrong = () => readConfig({ [variable]: value })
    expect(wrong).toThrow(ConfigError)
    expect(wrong).toThrow(variable)
    expect(wrong).not.toThrow(value)
    expect(exampleOf(variable)).not.toBe('…')
  })
})
