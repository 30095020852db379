import { describe, expect, it } from 'vitest'
import { sanitise } from '../../bot/images/svg.ts'

const svg = (inside: string, more = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" ${more}>${inside}</svg>`

describe('sanitise: BRAND-4', () => {
  it('BRAND-4 leaves what draws as it is', () => {
    const drawing = [
      '<title>Acme</title>',
      '<defs><linearGradient id="g" gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="#f00"/></linearGradient>',
      '<clipPath id="c"><circle cx="5" cy="5" r="4"/></clipPath></defs>',
      '<style type="text/css">.a{fill:url(#g)}</style>',
      '<g transform="rotate(9)" style="fill:red;clip-path:url(\'#c\')" clip-path="url(#c)"><path class="a" d="M0 0h9"/></g>',
      '<use xlink:href="#g" href="#c"/>',
    ]
    for (const part of drawing.slice(3)) expect(sanitise(svg(part))).toContain(part.replace(/\/>$/, '/>'))
    expect(sanitise(svg(drawing.join('')))).toContain(
      '<linearGradient id="g" gradientUnits="userSpaceOnUse">',
    )
  })

  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['a script by another prefix', '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'],
    ['a script in a data section', '<g><script><![CDATA[alert(1)]]></script></g>'],
    [
      'a foreign object',
      '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">alert(1)</body></foreignObject>',
    ],
    ['HTML', '<img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="alert(1)"/>'],
    ['an event handler', '<rect onclick="alert(1)" ONLOAD="alert(1)"/>'],
    ['an animation', '<a id="x"><set attributeName="href" to="javascript:alert(1)"/></a>'],
    ['a link', '<a href="javascript:alert(1)"><rect/></a>'],
    ['a picture from a file', '<image href="file:///alert(1)"/>'],
    ['a picture from the network', '<image xlink:href="http://alert(1)"/>'],
    ['a picture in itself', '<image href="data:image/png;base64,alert(1)"/>'],
    ['a use of another file', '<use href="alert(1).svg#a"/>'],
    ['a use of data', '<use xlink:href="data:image/svg+xml,alert(1)#a"/>'],
    ['a style import', '<style>@import url(alert(1));</style>'],
    ['a style that fetches', '<style>.a{fill:url( "http://alert(1)")}</style>'],
    ['a style attribute that fetches', '<rect style="mask:url(http://alert(1))"/>'],
    ['a fill that fetches', '<rect fill="url(//alert(1))"/>'],
    ['an escape', '<style>@\\69mport "alert(1)"</style>'],
    ['a font', '<style>@font-face{src:local(alert(1))}</style>'],
    ['a filter', '<filter id="f"><feImage href="alert(1)"/></filter>'],
    ['a processing instruction', '<?xml-stylesheet href="alert(1)"?>'],
    ['a comment', '<!-- alert(1) -->'],
    ['an attribute of another namespace', '<rect xmlns:i="urn:i" i:d="alert(1)" xml:base="alert(1)"/>'],
    ['metadata', '<metadata>alert(1)</metadata>'],
  ])('BRAND-4 takes out %s', (_, inside) => {
    const clean = sanitise(svg(`<circle r="1"/>${inside}<ellipse rx="1"/>`))
    expect(clean).not.toContain('alert')
    expect(clean).toMatch(/<circle r="1"\/>.*<ellipse rx="1"\/>/)
  })

  it('BRAND-4 gives a drawing that forgot its namespace the one it means', () => {
    expect(sanitise('<svg viewBox="0 0 1 1"><g/></svg>')).toContain('xmlns="http://www.w3.org/2000/svg"')
  })

  it('BRAND-4 takes a handler from the root, and leaves no document type', () => {
    const clean = sanitise(`<!DOCTYPE svg SYSTEM "http://alert(1)">${svg('<g/>', 'onload="alert(1)"')}`)
    expect(clean).not.toMatch(/alert|DOCTYPE|onload/)
  })

  it.each([
    ['an entity', `<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>${svg('<title>&a;</title>')}`],
    ['an entity that grows', `<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>${svg('<g id="&b;"/>')}`],
    ['what is not well-formed', svg('<g>')],
    ['another root', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['another element of SVG as the root', '<g xmlns="http://www.w3.org/2000/svg"/>'],
    ['what nests too deep', svg(`${'<g>'.repeat(200)}${'</g>'.repeat(200)}`)],
    ['nothing', ''],
  ])('BRAND-4 refuses %s', (_, text) => {
    expect(() => sanitise(text)).toThrow()
  })
})
