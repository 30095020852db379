import { answerInPlace } from './answers.ts'
import { followContents } from './contents.ts'
import { converse } from './conversation.ts'
import { improveForms } from './form.ts'
import { closeMenus } from './menus.ts'
import { searchAsTyped } from './search.ts'

searchAsTyped()
closeMenus()
followContents()
answerInPlace()
improveForms(document)
converse()
