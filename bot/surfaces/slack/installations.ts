import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt'
import type { Vault } from '../../core/ports.ts'
import type { Store } from '../../core/store.ts'

/** The workspaces that installed the app by OAuth, kept in our store; their tokens sealed. */
export interface Installations extends InstallationStore {
  find(team: string): Promise<Installation | undefined>
}

/** `changed` hears of every team whose installation is new or gone. */
export function openInstallations(
  store: Store,
  vault: Vault,
  changed: (team: string) => void,
): Installations {
  const find = async (team: string): Promise<Installation | undefined> => {
    const row = await store.read(tables => tables.installations.get(rowOf(team)))
    return row && JSON.parse(Buffer.from(vault.open(row.sealed), 'base64').toString())
  }
  return {
    find,
    async storeInstallation(installation) {
      const team = teamOf(installation.team?.id ?? installation.enterprise?.id)
      const sealed = vault.seal(Buffer.from(JSON.stringify(installation)).toString('base64'))
      await store.transact(tables => tables.installations.put({ id: rowOf(team), sealed }))
      changed(team)
    },
    async fetchInstallation(query) {
      const found = await find(teamOf(keyOf(query)))
      if (!found) throw new Error('not installed')
      return found
    },
    async deleteInstallation(query) {
      const team = teamOf(keyOf(query))
      await store.transact(tables => tables.installations.remove(rowOf(team)))
      changed(team)
    },
  }
}

const rowOf = (team: string): string => `slack:${team}`

const keyOf = ({ isEnterpriseInstall, enterpriseId, teamId }: InstallationQuery<boolean>) =>
  isEnterpriseInstall ? enterpriseId : teamId

function teamOf(id: string | undefined): string {
  if (!id) throw new TypeError('an installation is of a workspace or of an organisation')
  return id
}
