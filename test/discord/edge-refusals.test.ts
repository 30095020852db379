import { MessageFlags } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { ask, client, edge, errors, hears, label, slash, textChannel, useApp } from './edge-client.ts'

useApp()

describe('what Discord refuses', () => {
  const none = { allowed_mentions: { parse: [] } }
  const rowOf = (components: object[]) => ({ type: 1, components })
  const plain = (id: string) => ({ type: 2, style: 1, label: 'b', custom_id: id })
  const select = (id: string, count = 1) => ({
    type: 3,
    custom_id: id,
    options: Array.from({ length: count }, (_, at) => ({ label: `${at}`, value: `${at}` })),
  })
  const text = (content: string) => ({ type: 10, content })
  const V2 = MessageFlags.IsComponentsV2

  test.each<[string, object, string]>([
    ['an unknown key', { ...none, contents: 'x' }, 'contents'],
    ['no allowed_mentions', { content: 'x' }, 'parse: []'],
    ['allowed_mentions that ping', { content: 'x', allowed_mentions: { parse: ['users'] } }, 'parse: []'],
    ['an empty message', { ...none, content: ' ' }, 'empty message'],
    ['content over 2000', { ...none, content: 'é'.repeat(2001) }, '2001 characters, at most 2000'],
    [
      'embeds over 6000 in all',
      { ...none, embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
      '6001',
    ],
    ['an embed title over 256', { ...none, embeds: [{ title: 'x'.repeat(257) }] }, '256'],
    ['26 embed fields', { ...none, embeds: [{ fields: Array(26).fill({ name: 'x', value: 'x' }) }] }, '25'],
    [
      'a field value over 1024',
      { ...none, embeds: [{ fields: [{ name: 'x', value: 'x'.repeat(1025) }] }] },
      '1024',
    ],
    [
      'six rows',
      { ...none, components: Array.from({ length: 6 }, (_, at) => rowOf([plain(`${at}`)])) },
      'at most 5',
    ],
    [
      'six buttons in a row',
      { ...none, components: [rowOf(['1', '2', '3', '4', '5', '6'].map(plain))] },
      '5',
    ],
    [
      'a select that shares its row',
      { ...none, components: [rowOf([select('a'), select('b')])] },
      'fills its row alone',
    ],
    ['26 options', { ...none, components: [rowOf([select('a', 26)])] }, '25'],
    ['a custom_id twice', { ...none, components: [rowOf([plain('a'), plain('a')])] }, 'custom_id a twice'],
    [
      'a link with custom_id',
      { ...none, components: [rowOf([{ type: 2, style: 5, label: 'l', custom_id: 'x' }])] },
      'a link has url',
    ],
    [
      'a button label over 80',
      { ...none, components: [rowOf([{ ...plain('a'), label: 'x'.repeat(81) }])] },
      '80',
    ],
    ['a custom_id over 100', { ...none, components: [rowOf([plain('x'.repeat(101))])] }, '100'],
    [
      'a button without a face',
      { ...none, components: [rowOf([{ type: 2, style: 1, custom_id: 'x' }])] },
      'label or an emoji',
    ],
    [
      'an option value twice',
      {
        ...none,
        components: [
          rowOf([
            {
              type: 3,
              custom_id: 'a',
              options: [
                { label: 'A', value: 'v' },
                { label: 'B', value: 'v' },
              ],
            },
          ]),
        ],
      },
      'option value v twice',
    ],
    [
      'embeds beside components v2',
      { ...none, flags: V2, embeds: [{ title: 'x' }], components: [text('x')] },
      'excluded',
    ],
    ['a text display without the flag', { ...none, components: [text('x')] }, 'needs IS_COMPONENTS_V2'],
    [
      'content beside components v2',
      { ...none, flags: V2, content: 'x', components: [text('x')] },
      'excluded',
    ],
    [
      '41 components',
      {
        ...none,
        flags: V2,
        components: Array.from({ length: 4 }, () => ({ type: 17, components: Array(10).fill(text('x')) })),
      },
      '40',
    ],
    [
      'text displays over 4000',
      { ...none, flags: V2, components: [text('x'.repeat(4000)), text('x')] },
      '4001',
    ],
  ])('%s', async (_name, body, told) => {
    const before = edge.violations.length
    const sent = client.rest.post(`/channels/${edge.channel('help').id}/messages`, { body })
    await expect(sent).rejects.toMatchObject({ status: 400, code: 50035 })
    expect(
      edge.violations
        .slice(before)
        .map(({ message }) => message)
        .join(),
    ).toContain(told)
  })

  test('an edit is judged by the message as it then stands', async () => {
    const message = await (await textChannel()).send({ flags: V2, components: [text('x')] })
    await expect(message.edit({ content: 'x' })).rejects.toMatchObject({ code: 50035 })
    await expect(message.edit({ components: [] })).rejects.toMatchObject({ code: 50035 })
    await expect(message.edit({ components: [text('y')], allowedMentions: {} })).rejects.toMatchObject({
      code: 50035,
    })
    expect((await message.edit({ components: [text('y')] })).id).toBe(message.id)
    expect(edge.messages('help').at(-1)?.text).toBe('y')
  })

  const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'd', ...more })
  const choices = (count: number, name = 'c') =>
    Array.from({ length: count }, (_, at) => ({ name: `${name}${at}`, value: `${at}` }))
  test.each<[string, object, string]>([
    ['an upper-case name', { name: 'Rôle' }, 'name Rôle'],
    ['a localised name with a space', { name_localizations: { 'es-ES': 'mi rol' } }, 'name mi rol'],
    ['a localised description over 100', { description_localizations: { de: 'ä'.repeat(101) } }, '100'],
    [
      'a required option after an optional one',
      { options: [option('a'), option('b', { required: true })] },
      'required option after',
    ],
    [
      'choices beside autocomplete',
      { options: [option('a', { choices: choices(1), autocomplete: true })] },
      'exclude',
    ],
    ['an option name in capitals', { options: [option('Member')] }, 'name Member'],
    [
      'a choice value over 100',
      { options: [option('a', { choices: [{ name: 'c', value: 'x'.repeat(101) }] })] },
      '101',
    ],
    [
      'a choice name twice',
      { options: [option('a', { choices: [...choices(1), ...choices(1)] })] },
      'choice c0 twice',
    ],
    [
      'a subcommand whose required option comes late',
      {
        options: [
          { type: 1, name: 's', description: 'd', options: [option('a'), option('b', { required: true })] },
        ],
      },
      'required option after',
    ],
    ['a description in a context menu', { type: 3, name: 'Ask' }, 'has no description'],
    ['options in a context menu', { type: 3, description: '', options: [option('a')] }, 'has no options'],
    ['26 choices', { options: [option('a', { choices: choices(26) })] }, '25'],
    ['a choice name over 100', { options: [option('a', { choices: choices(1, 'x'.repeat(100)) })] }, '100'],
    ['26 options', { options: Array.from({ length: 26 }, (_, at) => option(`o${at}`)) }, '25'],
    [
      'two options of one name in one language',
      { options: [option('a', { name_localizations: { it: 'b' } }), option('b')] },
      'name b twice',
    ],
    [
      'over 8000 characters, the longest language counting',
      {
        options: Array.from({ length: 4 }, (_, at) =>
          option(`o${at}`, {
            choices: choices(25).map(choice => ({
              ...choice,
              name_localizations: { de: `${choice.value} ${'ü'.repeat(90)}` },
            })),
          }),
        ),
      },
      'at most 8000',
    ],
  ])('a command with %s', async (_name, more, told) => {
    const before = edge.violations.length
    const body = [{ name: 'a', description: 'd', ...more }]
    await expect(
      client.rest.put(`/applications/${edge.applicationId}/commands`, { body }),
    ).rejects.toMatchObject({ code: 50035 })
    expect(
      edge.violations
        .slice(before)
        .map(({ message }) => message)
        .join(),
    ).toContain(told)
  })

  test.each<[string, object, string]>([
    [
      'a custom_id twice',
      { components: ['l', 'm'].map(name => label(name, { type: 4, style: 1, custom_id: 'a' })) },
      'custom_id a twice',
    ],
    [
      'an option value twice',
      {
        components: [
          label('l', {
            type: 3,
            custom_id: 'a',
            options: [
              { label: 'A', value: 'v' },
              { label: 'B', value: 'v' },
            ],
          }),
        ],
      },
      'option value v twice',
    ],
    [
      'an unlabelled input in a row',
      { components: [{ type: 1, components: [{ type: 4, style: 1, custom_id: 'a' }] }] },
      'labelled text input',
    ],
    ['a title over 45', { title: 'x'.repeat(46) }, '45'],
    [
      'six components',
      {
        components: Array.from({ length: 6 }, (_, at) =>
          label('l', { type: 4, style: 1, custom_id: `${at}` }),
        ),
      },
      '6 components, at most 5',
    ],
    ['a label over 45', { components: [label('x'.repeat(46), { type: 4, style: 1, custom_id: 'a' })] }, '45'],
    [
      'a text input over 4000',
      { components: [label('l', { type: 4, style: 1, custom_id: 'a', max_length: 4001 })] },
      '4000',
    ],
  ])('a modal with %s', async (_name, more, told) => {
    const before = edge.violations.length
    const data = {
      custom_id: 'm',
      title: 't',
      components: [label('l', { type: 4, style: 1, custom_id: 'a' })],
      ...more,
    }
    hears(
      slash(({ id, token }) =>
        client.rest.post(`/interactions/${id}/${token}/callback`, { body: { type: 9, data }, auth: false }),
      ),
    )
    const asked = ask()
    await edge.until(() => edge.violations.length > before, 'a violation')
    expect(edge.violations.at(-1)?.message).toContain(told)
    await edge.until(() => errors.length > 0, 'the refusal')
    edge.expire(edge.interactions.at(-1)!)
    expect((await asked).kind).toBe('failed')
  })

  test('26 choices for a typed option', async () => {
    hears(async interaction => {
      if (interaction.isAutocomplete()) await interaction.respond(choices(26))
    })
    const typed = expect(edge.autocomplete('Ada', 'help', 'role', 'role', 'x')).rejects.toThrow('no choices')
    await edge.until(() => errors.length > 0, 'the refusal')
    edge.expire(edge.interactions.at(-1)!)
    await typed
    expect(errors).toMatchObject([{ code: 50035 }])
  })

  test('two commands of one name in one language', async () => {
    const body = [
      { name: 'a', name_localizations: { fr: 'b' }, description: 'd' },
      { name: 'b', description: 'd' },
    ]
    await expect(
      client.rest.put(`/applications/${edge.applicationId}/commands`, { body }),
    ).rejects.toMatchObject({ code: 50035 })
    expect(edge.violations.at(-1)?.message).toBe('name b twice')
  })

  test('101 commands', async () => {
    const body = Array.from({ length: 101 }, (_, at) => ({ name: `c${at}`, description: 'd' }))
    const path = `/applications/${edge.applicationId}/commands` as const
    await expect(client.rest.put(path, { body })).rejects.toMatchObject({ code: 50035 })
    expect(edge.violations.at(-1)?.message).toBe('more than 100 commands')
  })

  test('eleven files', async () => {
    const files = Array.from({ length: 11 }, (_, at) => ({ name: `${at}.txt`, attachment: Buffer.from('x') }))
    await expect((await textChannel()).send({ files })).rejects.toMatchObject({ code: 50035 })
  })

  test('a file over 10 MiB', async () => {
    const files = [{ name: 'big.bin', attachment: Buffer.alloc(10_485_761) }]
    await expect((await textChannel()).send({ files })).rejects.toMatchObject({ status: 413, code: 40005 })
  })

  test('a body that is no JSON', async () => {
    const headers = { authorization: `Bot ${edge.token}`, 'content-type': 'application/json' }
    const response = await fetch(`${edge.url}/v10/channels/1/messages`, {
      method: 'POST',
      body: '{',
      headers,
    })
    expect([response.status, await response.json()]).toMatchObject([400, { code: 50109 }])
  })

  test('a route that Discord lacks', async () => {
    await expect(client.rest.post('/channels/1/mesages', { body: {} })).rejects.toMatchObject({
      status: 404,
      code: 0,
    })
    expect(edge.violations.at(-1)).toMatchObject({ method: 'POST', path: '/channels/1/mesages' })
  })

  test('an ephemeral message outside an interaction, which everyone would read', async () => {
    const body = { ...none, content: 'secret', flags: MessageFlags.Ephemeral }
    await expect(
      client.rest.post(`/channels/${edge.channel('help').id}/messages`, { body }),
    ).rejects.toMatchObject({ code: 50035 })
  })

  test('a nonce that repeats gives the same message', async () => {
    const channel = await textChannel()
    const send = () => channel.send({ content: 'once', nonce: '1', enforceNonce: true })
    expect((await send()).id).toBe((await send()).id)
  })
})
