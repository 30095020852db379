import { itConverses } from '../contracts/conversations.ts'
import { openWebStage } from './talker.ts'

itConverses('Web', openWebStage)
