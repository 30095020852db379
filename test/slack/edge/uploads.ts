import type { Json, Upload } from './types.ts'
import type { Person, Workspace } from './workspace.ts'

/** Uploads files as the person, the way Slack's client does for a file_input; file objects come out. */
export const uploader = (workspace: Workspace) => async (person: Person, files: Upload[]) => {
  const put = async ({ name, bytes }: Upload) => {
    const asked = { filename: name, length: bytes.byteLength }
    const { file_id } = await workspace.ask('files.getUploadURLExternal', asked, person.token)
    await fetch(`${workspace.url}/upload/v1/${file_id}`, { method: 'POST', body: new Uint8Array(bytes) })
    const done = await workspace.ask(
      'files.completeUploadExternal',
      { files: [{ id: file_id }] },
      person.token,
    )
    return (done.files as Json[])[0]
  }
  return Promise.all(files.map(put))
}
