import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blocksOf, plainText } from '../../kb/markdown.ts'
import { anchors, sectionsOf } from '../../kb/sections.ts'

const sections = (body: string) => sectionsOf({ body })

describe('sectionsOf', () => {
  it('cuts a guide at its headings, and names them as GitHub does', () => {
    const body =
      'Avant.\n\n## À quoi cela sert ?\n\nUn **texte** avec [lien](../a/fr.md) et `code`.\n\n### 2FA & codes\n\n1. Un\n2. Deux'
    expect(sections(body)).toEqual([
      { id: '', title: '', level: 0, text: 'Avant.', markdown: 'Avant.\n\n' },
      {
        id: 'à-quoi-cela-sert-',
        title: 'À quoi cela sert ?',
        level: 2,
        text: 'Un texte avec lien et code.',
        markdown: '\n\nUn **texte** avec [lien](../a/fr.md) et `code`.\n\n',
      },
      { id: '2fa--codes', title: '2FA & codes', level: 3, text: 'Un\nDeux', markdown: '\n\n1. Un\n2. Deux' },
    ])
  })

  it('has no section before the first heading where nothing stands there', () => {
    expect(sections('## A\n\nText').map(section => section.id)).toEqual(['a'])
    expect(sections('')).toEqual([{ id: '', title: '', level: 0, text: '', markdown: '' }])
  })

  it('leaves out lists of links: they tell of other guides', () => {
    expect(sections('## Voir aussi\n\n- [Quitter](../b/fr.md)\n- [Rester](../c/fr.md).')[0]?.text).toBe('')
    expect(sections('[Quitter](../b/fr.md)')[0]?.text).toBe('')
    expect(sections('- Puis [quitter](../b/fr.md)')[0]?.text).toBe('Puis quitter')
  })

  it('keeps what tables, quotes, code and images say, and drops tags, scripts and comments', () => {
    expect(sections('| a | b |\n|---|---|\n| 1 | 2 |')[0]?.text).toBe('a · b\n1 · 2')
    expect(sections('> dit\n> bien')[0]?.text).toBe('dit\nbien')
    expect(sections('```\nlet x\n```')[0]?.text).toBe('let x')
    expect(sections('![un logo](x.png)')[0]?.text).toBe('un logo')
    expect(
      sections('<div onclick="x()">mot</div>\n\n<script>alert(1)</script>\n\n<!-- note -->')[0]?.text.trim(),
    ).toBe('mot')
    expect(sections('a<br>b &amp; c &#233; &bogus; \\* d  \ne\n\n---\n\n- [x] fait')[0]?.text).toBe(
      'a b & c é &bogus; * d\ne\nfait',
    )
  })

  it('cuts what no writer writes, without delay', () => {
    for (const one of ['>', '- ', '_a_', '[a](b', '<div>', '&#9999999;'])
      expect(sections(one.repeat(40_000)).length).toBe(1)
  })

  it('never throws', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '# ',
        '\n',
        '- ',
        '> ',
        '```',
        '<script>',
        '|',
        '&#x0;',
        '&#55296;',
        '\uD800',
        '[a](',
        '![',
        '<!--',
      ),
    )
    fc.assert(fc.property(fc.array(piece), pieces => sections(pieces.join('')).length > 0))
  })
})

describe('plainText', () => {
  it('says nothing for a rule, a definition or space', () => {
    expect(blocksOf('---\n\n[a]: b\n\n').map(plainText).join('')).toBe('')
  })
})

describe('anchors', () => {
  it('keeps accents and tells equal headings apart', () => {
    const anchor = anchors()
    expect(['Étape', 'Étape', 'Étape 1', 'étape', '!'].map(anchor)).toEqual([
      'étape',
      'étape-1',
      'étape-1-1',
      'étape-2',
      '',
    ])
  })

  it('never gives out a name twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'a-1', 'A', 'a 1', 'a-1-1', '', '-1')), titles => {
        const names = titles.map(anchors())
        expect(new Set(names).size).toBe(names.length)
      }),
    )
  })
})
