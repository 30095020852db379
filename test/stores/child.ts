/** Run as a process of its own: `commit PATH` commits one row after the other and says each that is acknowledged; `hold PATH` holds the store. */
import { StoreError } from '../../bot/core/store.ts'
import { openLowdb } from '../../bot/stores/lowdb.ts'
import { counter, membership } from './rows.ts'

const [task, path = ''] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)

const store = await openLowdb(path).catch(problem => {
  say(problem instanceof StoreError ? problem.problem : String(problem))
  process.exit(1)
})
say('open')

if (task === 'hold') setInterval(() => {}, 1000)

for (let number = 1; task === 'commit'; number++)
  await Promise.all(
    [0, 1, 2].map(async part => {
      const id = `${process.pid}-${number}-${part}`
      await store.transact(async tables => {
        await tables.counters.put(counter(id, number))
        await tables.memberships.put(membership('acme', id))
      })
      say(id)
    }),
  )
