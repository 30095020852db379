import { DatabaseSync } from 'node:sqlite'
import type { Engine } from './engine.ts'
import { textOf } from './engine.ts'

/** SQLite's FTS5, its text kept elsewhere, ranked by its BM25; words folded, and in English stemmed, by SQLite itself. */
export const sqlite: Engine = {
  name: 'sqlite-fts5',
  open(guides, locale) {
    const db = new DatabaseSync(':memory:')
    const tokenizer = `${locale === 'en' ? 'porter ' : ''}unicode61 remove_diacritics 2`
    db.exec(`create virtual table guides using fts5(title, body, content='', tokenize='${tokenizer}')`)
    const add = db.prepare('insert into guides(rowid, title, body) values (?, ?, ?)')
    db.exec('begin')
    guides.forEach((guide, id) => {
      add.run(id, guide.title, textOf(guide))
    })
    db.exec("insert into guides(guides) values ('optimize')")
    db.exec('commit')
    const find = db.prepare(
      'select rowid as id, bm25(guides, 2.0, 1.0) as score from guides where guides match ? order by score limit ?',
    )
    const size = db.prepare('select page_count * page_size as n from pragma_page_count, pragma_page_size')
    const used = Number(size.get()?.n)
    return {
      search(question, limit) {
        const words = question.match(/[\p{L}\p{N}]+/gu) ?? []
        if (words.length === 0) return []
        const rows = find.all(words.map(word => `"${word}"`).join(' OR '), limit)
        return rows.map(({ id, score }) => ({ slug: guides[Number(id)]!.slug, score: -Number(score) }))
      },
      save: () => new Uint8Array(used),
      outside: used,
    }
  },
}
